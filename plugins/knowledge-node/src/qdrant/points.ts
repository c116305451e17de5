import { createHash } from 'node:crypto';
import { v5 } from 'uuid';
import { IndexedPassage } from '../markdown/chunkMarkdown';

/** Marks the points of this portal: a shared collection may hold those of others, which are never read or deleted. */
export const SOURCE = 'zerotouch';

const namespace = '5d6f0c5e-33a5-4c8c-9a0e-5b0a6c4c9d10';

/**
 * What is stored beside a vector.
 *
 * @remarks `document` and `metadata` are the keys that mcp-server-qdrant reads, so an agent in the cluster finds the same passages.
 */
export interface PointPayload extends Record<string, unknown> {
  /** Title and heading in the first line, the text after an empty one. */
  document: string;
  metadata: {
    source: typeof SOURCE;
    id: string;
    /** Of everything that is stored or embedded; an equal hash is not written again. */
    hash: string;
    title: string;
    heading: string;
    path: string;
    url: string;
  };
}

/** The id of a passage's point: the same in every portal, so two replicas that write at once write one point. */
export function toPointId(passageId: string): string {
  return v5(passageId, namespace);
}

/** What is stored of a passage; its vector is made of `document`. */
export function toPayload(passage: IndexedPassage): PointPayload {
  const { id, title, heading, path, url, text, keywords } = passage;
  const document = `${[title, heading, keywords]
    .filter(Boolean)
    .join(' - ')}\n\n${text}`;
  const hash = createHash('sha256')
    .update(JSON.stringify([document, title, heading, path, url]))
    .digest('hex');
  return {
    document,
    metadata: { source: SOURCE, id, hash, title, heading, path, url },
  };
}

/** The passage id and hash of a stored point. */
export function toKnown(
  payload: Record<string, unknown> | null | undefined,
): { id: string; hash: string } | undefined {
  const metadata = payload?.metadata;
  return isRecord(metadata) &&
    typeof metadata.id === 'string' &&
    typeof metadata.hash === 'string'
    ? { id: metadata.id, hash: metadata.hash }
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
