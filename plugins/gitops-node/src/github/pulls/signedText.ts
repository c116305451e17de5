import { InputError } from '@backstage/errors';
import { Author, authorSchema } from '@zerotouch/plugin-gitops-common';
import { z } from 'zod';

const MAX_TEXT = 65_536;

/** What the portal notes below a text that it writes on GitHub for somebody. */
export const signatureSchema = z.object({
  by: authorSchema,
  /** What the text is: a comment, the approval of a head, or the reason of an end. */
  kind: z.enum(['comment', 'approval', 'closed']),
  /** With `closed`: the base of the last head, when it was, and why. */
  baseSha: z.string().optional(),
  at: z.string().optional(),
  reason: z.string().optional(),
});
/** See {@link signatureSchema}. */
export type Signature = z.infer<typeof signatureSchema>;

const noteSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      // Somebody's words that only look like a note.
      context.addIssue({ code: 'custom', message: String(error) });
      return z.NEVER;
    }
  })
  .pipe(signatureSchema);

/** A text and who stands behind it. */
export interface SignedText {
  text: string;
  signature?: Signature;
}

/**
 * Renders a text with its signature: a line that people on GitHub read, and a comment that the portal reads.
 * @throws InputError when it is longer than GitHub takes.
 */
export function renderSignedText(text: string, signature: Signature): string {
  // Nothing in the note can end the comment that it stands in.
  const note = JSON.stringify(signature).replace(
    /[<>&-]/g,
    sign => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );
  const line = `— \`${signature.by.ref}\` with ZeroTouch${
    signature.reason ? `: ${signature.reason.replace(/\s+/g, ' ')}` : ''
  }`;
  const signed = `${text}\n\n${line}\n<!-- zerotouch ${note} -->`;
  if (signed.length > MAX_TEXT) {
    throw new InputError(
      `A text on GitHub has at most ${MAX_TEXT} characters; with its signature this one has ${signed.length}. Shorten it.`,
    );
  }
  return signed;
}

/**
 * Takes a signature off a text.
 *
 * @remarks Only the last one counts, and only the caller knows whether the portal wrote the text: anybody can copy one.
 */
export function parseSignedText(signed: string): SignedText {
  const match =
    /^([\s\S]*)\n\n— [^\n]*\n<!-- zerotouch (\{[^\n]*\}) -->\s*$/.exec(signed);
  if (!match) return { text: signed };
  const [, text = '', note = ''] = match;
  const signature = noteSchema.safeParse(note).data;
  return signature ? { text, signature } : { text: signed };
}

/** Names an account of GitHub. What people do there, they do under this name, never under one of the portal. */
export function toGitHubAuthor(
  user: { login: string; type?: string } | null | undefined,
): Author {
  const login = (user?.login ?? 'ghost').replace(/[^A-Za-z0-9-]/g, '-');
  return user?.type === 'Bot'
    ? { ref: `user:agents/${login}`, kind: 'agent' }
    : { ref: `user:github/${login}`, kind: 'human' };
}
