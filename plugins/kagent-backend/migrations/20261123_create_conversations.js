/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('conversations', table => {
    table.comment('One conversation of one person with one agent');
    table.string('id', 36).primary();
    table
      .string('owner', 255)
      .notNullable()
      .comment('Entity ref of the person');
    table.string('agent', 100).notNullable();
    table.string('title', 100).notNullable();
    table.string('created_at', 24).notNullable().comment('ISO 8601, UTC');
    table.string('updated_at', 24).notNullable().comment('ISO 8601, UTC');
    table.index(['owner', 'updated_at', 'id'], 'conversations_by_owner');
  });
  await knex.schema.createTable('events', table => {
    table.comment('What happened in a conversation, in order');
    table
      .string('conversation_id', 36)
      .notNullable()
      .references('id')
      .inTable('conversations')
      .onDelete('CASCADE');
    table.integer('seq').notNullable().comment('From 1 without gaps');
    table.text('event', 'longtext').notNullable().comment('JSON');
    table.primary(['conversation_id', 'seq']);
  });
  await knex.schema.createTable('running_answers', table => {
    table.comment('Leases: an answer that some process works on now');
    table
      .string('conversation_id', 36)
      .primary()
      .references('id')
      .inTable('conversations')
      .onDelete('CASCADE');
    table.string('owner', 255).notNullable();
    table.integer('slot').notNullable().comment('1 to the limit of a person');
    table.string('message_id', 36).notNullable();
    table.string('lease_until', 24).notNullable().comment('ISO 8601, UTC');
    table.boolean('cancel_requested').notNullable();
    table.unique(['owner', 'slot'], { indexName: 'running_answers_slots' });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('running_answers');
  await knex.schema.dropTable('events');
  await knex.schema.dropTable('conversations');
};
