/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('consultant_tasks', table => {
    table.comment('Tasks that A2A clients gave to the consultant');
    table
      .string('owner', 255)
      .notNullable()
      .comment('Entity ref of the person');
    table.string('id', 100).notNullable();
    table.string('context_id', 255).notNullable();
    table.integer('state').notNullable().comment('TaskState of A2A');
    table
      .string('status_at', 30)
      .notNullable()
      .comment('ISO 8601, UTC; when the state was set');
    table
      .string('updated_at', 24)
      .notNullable()
      .comment('ISO 8601, UTC; a task that runs is written all the time');
    table.text('task', 'longtext').notNullable().comment('JSON of A2A');
    table.primary(['owner', 'id']);
    table.index(['owner', 'status_at', 'id'], 'consultant_tasks_by_owner');
    table.index(['updated_at'], 'consultant_tasks_by_age');
  });
  await knex.schema.createTable('consultant_pauses', table => {
    table.comment('Answers of the model that wait for a decision');
    table.string('approval_id', 36).primary();
    table.string('conversation_id', 36).notNullable();
    table
      .string('owner', 255)
      .notNullable()
      .comment('Entity ref of the person');
    table.string('created_at', 24).notNullable().comment('ISO 8601, UTC');
    table.text('state', 'longtext').notNullable().comment('JSON');
    table.index(['conversation_id'], 'consultant_pauses_by_conversation');
    table.index(['created_at'], 'consultant_pauses_by_age');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('consultant_pauses');
  await knex.schema.dropTable('consultant_tasks');
};
