/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('webhook_messages', table => {
    table.comment('Messages of the forge that were taken, to know repetitions');
    table
      .string('key', 200)
      .primary()
      .comment('Id of a delivery, or digest of a body');
    table.string('received_at', 24).notNullable().comment('ISO 8601, UTC');
    table.index(['received_at'], 'webhook_messages_by_time');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('webhook_messages');
};
