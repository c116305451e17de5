import { isObject } from '../document/plain';
import { ParsedDocument, parseDocuments } from '../document/parseDocuments';
import { Claim, ClaimFinding } from '../types';

/** One document of a claim file. */
export interface ParsedClaimDocument {
  /** The claim as it is written, without defaults; undefined when the document is not one. */
  claim?: Claim;
  findings: ClaimFinding[];
}

/**
 * Parses a text of claims without ever throwing.
 *
 * @returns One item a document; a document that is not a Kubernetes object with a name has findings instead of a claim.
 */
export function parseClaimText(text: string): {
  documents: ParsedClaimDocument[];
} {
  return { documents: parseDocuments(text).map(toClaimDocument) };
}

/** Reads a claim from a parsed document. */
export function toClaimDocument(document: ParsedDocument): ParsedClaimDocument {
  if (document.findings.length > 0) {
    return { findings: document.findings };
  }
  const refuse = (pointer: string, message: string): ParsedClaimDocument => ({
    findings: [
      {
        rule: 'parse',
        severity: 'error',
        pointer,
        ...document.locate(pointer),
        message,
      },
    ],
  });
  const { value } = document;
  if (!isObject(value)) {
    return refuse(
      '',
      'A claim must be a mapping with apiVersion, kind, metadata and spec.',
    );
  }
  for (const field of ['apiVersion', 'kind'] as const) {
    if (typeof value[field] !== 'string' || value[field] === '') {
      return refuse(
        Object.hasOwn(value, field) ? `/${field}` : '',
        `${field} must be given as text.`,
      );
    }
  }
  const { metadata, spec } = value;
  if (!isObject(metadata)) {
    return refuse(
      Object.hasOwn(value, 'metadata') ? '/metadata' : '',
      'metadata must be a mapping with a name.',
    );
  }
  if (typeof metadata.name !== 'string' || metadata.name === '') {
    return refuse(
      Object.hasOwn(metadata, 'name') ? '/metadata/name' : '/metadata',
      'metadata.name must be given as text.',
    );
  }
  if (
    metadata.namespace !== undefined &&
    typeof metadata.namespace !== 'string'
  ) {
    return refuse('/metadata/namespace', 'metadata.namespace must be text.');
  }
  for (const field of ['labels', 'annotations'] as const) {
    const map = metadata[field];
    if (map !== undefined && !isTextMap(map)) {
      return refuse(
        `/metadata/${field}`,
        `metadata.${field} must be a mapping of text to text; put numbers and true or false in quotes.`,
      );
    }
  }
  if (spec !== undefined && !isObject(spec)) {
    return refuse('/spec', 'spec must be a mapping.');
  }
  return {
    claim: { ...value, spec: spec ?? {} } as Claim,
    findings: [],
  };
}

function isTextMap(value: unknown): value is Record<string, string> {
  return (
    isObject(value) &&
    Object.values(value).every(item => typeof item === 'string')
  );
}
