import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { z } from 'zod';
import { ConversationRow } from './ConversationRow';
import { foldCase } from './foldCase';

/** Words beyond these do not narrow a search any further. */
const MAX_WORDS = 10;
/** Letters of a snippet, and how many of them stand before what was found. */
const SNIPPET = { length: 160, before: 60 };

const cursorSchema = z.object({
  pinned: z.boolean(),
  updatedAt: z.iso.datetime(),
  // PostgreSQL takes no NUL.
  id: z.string().regex(/^[^\0]*$/),
});

/** What {@link listConversations} takes. */
export interface ListOptions {
  from: { owner: string } | { readers: string[]; notOwner: string };
  q?: string;
  cursor?: string;
  limit: number;
}

/**
 * Reads one page of conversations, pinned ones of a person's own first, then the latest.
 *
 * @remarks Every word of `q` has to be in the title or in a message, as a part of a word in any case; nothing in it is a wildcard.
 */
export async function listConversations(
  knex: Knex,
  options: ListOptions,
): Promise<{
  rows: ConversationRow[];
  snippets: Map<string, string>;
  nextCursor?: string;
}> {
  const { from, limit } = options;
  const own = 'owner' in from;
  const words = toWords(options.q ?? '');
  const query = knex<ConversationRow>('conversations').limit(limit + 1);
  if ('owner' in from) {
    query.where('owner', from.owner).orderBy('pinned', 'desc');
  } else {
    query
      .whereNot('owner', from.notOwner)
      .whereIn(
        'id',
        knex('conversation_readers')
          .whereIn('reader', from.readers)
          .select('conversation_id'),
      );
  }
  query.orderBy([
    { column: 'updated_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
  for (const word of words) {
    query.andWhere(where =>
      where
        .whereRaw(`folded_title like ? escape '!'`, [toPattern(word)])
        .orWhereExists(
          knex('messages')
            .whereRaw('conversation_id = conversations.id')
            .andWhereRaw(`folded like ? escape '!'`, [toPattern(word)]),
        ),
    );
  }
  if (options.cursor) {
    const { pinned, updatedAt, id } = parseCursor(options.cursor);
    query.andWhere(where => {
      where.where(same => {
        if (own) same.where('pinned', pinned);
        same.andWhere(behind =>
          behind
            .where('updated_at', '<', updatedAt)
            .orWhere(tie =>
              tie.where('updated_at', updatedAt).andWhere('id', '<', id),
            ),
        );
      });
      if (own && pinned) where.orWhere('pinned', false);
    });
  }
  const found = await query;
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    snippets: await findSnippets(knex, rows, words),
    nextCursor: found.length > limit && last ? toCursor(last) : undefined,
  };
}

/** The words around the first hit in each conversation; of a hit in its title alone, there is none. */
async function findSnippets(
  knex: Knex,
  rows: ConversationRow[],
  words: string[],
): Promise<Map<string, string>> {
  const snippets = new Map<string, string>();
  if (words.length === 0) return snippets;
  const locate = knex.client.config.client === 'pg' ? 'strpos' : 'instr';
  for (const { id } of rows) {
    for (const word of words) {
      if (snippets.has(id)) break;
      const hit = await knex('messages')
        .where('conversation_id', id)
        .andWhereRaw(`folded like ? escape '!'`, [toPattern(word)])
        .orderBy('seq', 'desc')
        .first<{ at: number; whole: number; part: string } | undefined>(
          knex.raw(`${locate}(folded, ?) as at`, [word]),
          knex.raw('length(text) as whole'),
          knex.raw(
            `substr(text, case when ${locate}(folded, ?) > ? then ${locate}(folded, ?) - ? else 1 end, ?) as part`,
            [word, SNIPPET.before, word, SNIPPET.before, SNIPPET.length],
          ),
        );
      if (hit) snippets.set(id, toSnippet(hit));
    }
  }
  return snippets;
}

function toSnippet(hit: { at: number; whole: number; part: string }): string {
  const start = hit.at > SNIPPET.before ? hit.at - SNIPPET.before : 1;
  const text = hit.part.replace(/\s+/g, ' ').trim();
  return `${start > 1 ? '…' : ''}${text}${
    start + SNIPPET.length - 1 < hit.whole ? '…' : ''
  }`;
}

function toWords(q: string): string[] {
  const words = foldCase(q.normalize('NFC')).split(/[\s\0]+/);
  return [...new Set(words.filter(Boolean))].slice(0, MAX_WORDS);
}

function toPattern(word: string): string {
  return `%${word.replace(/[!%_]/g, '!$&')}%`;
}

function toCursor(row: ConversationRow): string {
  return Buffer.from(
    JSON.stringify({
      pinned: Boolean(row.pinned),
      updatedAt: row.updated_at,
      id: row.id,
    }),
  ).toString('base64url');
}

function parseCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()),
    );
  } catch (error) {
    throw new InputError(
      `The cursor "${cursor}" is not one of this list; start again without a cursor.`,
      error,
    );
  }
}
