/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Leases of before know too little to go on; what they stood for was interrupted by this very start.
  await knex('running_answers').delete();
  await knex.schema.alterTable('running_answers', table => {
    table
      .string('holder', 36)
      .notNullable()
      .defaultTo('')
      .comment('Who may write; empty when nobody does');
    table.string('agent', 100).notNullable().defaultTo('');
    table.string('runtime', 100).notNullable().defaultTo('');
    table
      .string('question_id', 36)
      .comment('Message that is answered; none when a decision is passed on');
    table.text('task_id').comment('By which the runtime finds it again');
    table.string('interrupted_at', 24).comment('ISO 8601, UTC');
    table
      .integer('takeovers')
      .notNullable()
      .defaultTo(0)
      .comment('How often another process went on with it');
    table.index(['lease_until'], 'running_answers_by_lease');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('running_answers', table => {
    table.dropIndex(['lease_until'], 'running_answers_by_lease');
  });
  await knex.schema.alterTable('running_answers', table => {
    table.dropColumns(
      'holder',
      'agent',
      'runtime',
      'question_id',
      'task_id',
      'interrupted_at',
      'takeovers',
    );
  });
};
