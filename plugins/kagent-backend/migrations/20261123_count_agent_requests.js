/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('agent_requests', table => {
    table.comment('How often an agent asked for tools in a minute');
    table.string('agent', 100).notNullable();
    table.string('minute', 16).notNullable().comment('ISO 8601, UTC');
    table.integer('requests').notNullable();
    table.primary(['agent', 'minute']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('agent_requests');
};
