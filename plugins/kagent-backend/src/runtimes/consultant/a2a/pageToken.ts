import { z } from 'zod';

const tokenSchema = z.object({ statusAt: z.string(), id: z.string() });
/** Where a page ended. */
export type PagePosition = z.infer<typeof tokenSchema>;

/** Where a page ended, as clients carry it. */
export function toPageToken(position: PagePosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a token; undefined for one that is not ours. */
export function parsePageToken(token: string): PagePosition | undefined {
  const text = Buffer.from(token, 'base64url').toString();
  try {
    return tokenSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
