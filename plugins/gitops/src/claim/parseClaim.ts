import { parseAllDocuments } from 'yaml';

/** The part of a claim's file that pages show. */
export interface ClaimDocument {
  /** The document's own text. */
  text: string;
  spec: Record<string, unknown>;
}

/**
 * Finds one claim in a file of YAML documents.
 *
 * @returns undefined when the file does not parse, or holds no such claim with a spec.
 */
export function findClaimDocument(
  content: string,
  claim: { kind: string; name: string },
): ClaimDocument | undefined {
  const documents = parseAllDocuments(content, { logLevel: 'silent' });
  if (!Array.isArray(documents)) {
    return undefined;
  }
  for (const document of documents) {
    if (document.errors.length > 0) {
      return undefined;
    }
    const value: unknown = document.toJS();
    if (!isRecord(value) || value.kind !== claim.kind) {
      continue;
    }
    const { metadata, spec } = value;
    if (isRecord(metadata) && metadata.name === claim.name) {
      return {
        text: document.toString(),
        spec: isRecord(spec) ? spec : {},
      };
    }
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
