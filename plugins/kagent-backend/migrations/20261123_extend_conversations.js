/**
 * Adds names of their own, pins, readers, feedback, texts to search in, waiting approvals and limits; fills texts and waiting
 * approvals from the events that are there.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('conversations', table => {
    table.boolean('pinned').notNullable().defaultTo(false);
    table
      .boolean('renamed')
      .notNullable()
      .defaultTo(false)
      .comment('Whether the title was given by the person');
    table
      .string('folded_title', 200)
      .notNullable()
      .defaultTo('')
      .comment('In lower case, to search in');
    table.index(
      ['owner', 'pinned', 'updated_at', 'id'],
      'conversations_in_order',
    );
  });
  await knex.schema.createTable('conversation_readers', table => {
    table.comment('Who may read a conversation beside its owner');
    belongToConversation(table);
    table
      .string('reader', 255)
      .notNullable()
      .index('conversation_readers_by_reader')
      .comment('Entity ref of a person or a team, in lower case');
    table.primary(['conversation_id', 'reader']);
  });
  await knex.schema.createTable('messages', table => {
    table.comment('Messages that count, with their text once they have ended');
    belongToConversation(table);
    table.string('message_id', 36).notNullable();
    table.string('role', 9).notNullable();
    table.integer('seq').notNullable().comment('Of its message-start');
    table.text('text', 'longtext').notNullable().comment('Without secrets');
    table
      .text('folded', 'longtext')
      .notNullable()
      .comment('In lower case and as long as the text, to search in');
    table.primary(['conversation_id', 'message_id']);
  });
  await knex.schema.createTable('message_feedback', table => {
    table.comment('What the owner of a conversation thinks of an answer');
    belongToConversation(table);
    table.string('message_id', 36).notNullable();
    table.string('rating', 4).notNullable();
    table.text('text').nullable();
    table.string('given_at', 24).notNullable().comment('ISO 8601, UTC');
    table.primary(['conversation_id', 'message_id']);
  });
  await knex.schema.createTable('waiting_approvals', table => {
    table.comment('The newest calls with which an agent waits');
    belongToConversation(table).primary();
    table.string('message_id', 36).notNullable();
    table.string('approval_id', 255).notNullable();
    table.string('digest', 64).notNullable();
    table.text('calls', 'longtext').notNullable().comment('JSON');
    table.string('requested_at', 24).notNullable().comment('ISO 8601, UTC');
    table
      .boolean('ended')
      .notNullable()
      .comment('Whether the message has ended, so that one can decide');
  });
  await knex.schema.createTable('person_slots', table => {
    table.comment('Limits of a person: places that are taken for some time');
    table.string('owner', 255).notNullable().comment('Entity ref');
    table.string('kind', 20).notNullable();
    table.integer('slot').notNullable().comment('1 to the limit');
    table.string('token', 36).notNullable().comment('Of who took it');
    table.string('taken_until', 24).notNullable().comment('ISO 8601, UTC');
    table.primary(['owner', 'kind', 'slot']);
  });
  for (const { id, title } of await knex('conversations').select()) {
    await knex('conversations')
      .where({ id })
      .update({ folded_title: fold(title) });
    await fill(knex, id);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('person_slots');
  await knex.schema.dropTable('waiting_approvals');
  await knex.schema.dropTable('message_feedback');
  await knex.schema.dropTable('messages');
  await knex.schema.dropTable('conversation_readers');
  await knex.schema.alterTable('conversations', table => {
    table.dropIndex(
      ['owner', 'pinned', 'updated_at', 'id'],
      'conversations_in_order',
    );
    table.dropColumn('folded_title');
    table.dropColumn('renamed');
    table.dropColumn('pinned');
  });
};

function belongToConversation(table) {
  return table
    .string('conversation_id', 36)
    .notNullable()
    .references('id')
    .inTable('conversations')
    .onDelete('CASCADE');
}

/** Lower case of the same length. */
function fold(text) {
  return [...text]
    .map(letter => {
      const lower = letter.toLowerCase();
      return lower.length === letter.length ? lower : letter;
    })
    .join('');
}

async function fill(knex, id) {
  const rows = await knex('events')
    .where('conversation_id', id)
    .orderBy('seq')
    .select('event');
  const messages = new Map();
  const calls = new Map();
  let waiting;
  for (const { event: json } of rows) {
    const event = JSON.parse(json);
    const message = messages.get(event.messageId);
    switch (event.type) {
      case 'message-start':
        messages.set(event.messageId, {
          conversation_id: id,
          message_id: event.messageId,
          role: event.role,
          seq: event.seq,
          createdAt: event.createdAt,
          text: event.text ?? '',
        });
        break;
      case 'text-delta':
        if (message) message.text += event.delta;
        break;
      case 'tool-input-available':
        calls.set(event.toolCallId, event);
        break;
      case 'approval-request':
        waiting = event;
        break;
      case 'approval-response':
        if (waiting?.approvalId === event.approvalId) waiting = undefined;
        break;
      case 'message-end':
        if (
          waiting?.messageId === event.messageId &&
          event.finishReason !== 'approval'
        ) {
          waiting = undefined;
        }
        break;
      default:
    }
  }
  for (const { createdAt, ...message } of messages.values()) {
    const text = message.text.normalize('NFC');
    await knex('messages').insert({ ...message, text, folded: fold(text) });
  }
  const asked = waiting && messages.get(waiting.messageId);
  if (!asked) return;
  await knex('waiting_approvals').insert({
    conversation_id: id,
    message_id: waiting.messageId,
    approval_id: waiting.approvalId,
    digest: waiting.digest,
    calls: JSON.stringify(
      waiting.toolCallIds.map(toolCallId => ({
        toolCallId,
        toolName: calls.get(toolCallId)?.toolName ?? '',
        input: calls.get(toolCallId)?.input,
      })),
    ),
    requested_at: asked.createdAt,
    ended: true,
  });
}
