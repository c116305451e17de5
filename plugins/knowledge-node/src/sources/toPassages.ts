import { IndexedPassage, chunkMarkdown } from '../markdown/chunkMarkdown';
import { chunkDefinition } from './chunkDefinition';

/** A text file of the platform repository. */
export interface Document {
  path: string;
  content: string;
}

const docs = /^docs\/.+\.md$/;
const definition = /^platform\/04-apis\/[^/]+\/definition\.ya?ml$/;
const readme = /^tenants\/([^/]+)\/(?:([^/]+)\/)?README\.md$/i;

/** Whether a file is something that people and agents look up: docs, the definition of a lego, the README of a tenant or of a claim. */
export function isKnowledge(path: string): boolean {
  return [docs, definition, readme].some(pattern => pattern.test(path));
}

/** Cuts documents into passages; files that hold no knowledge give none. */
export function toPassages(documents: Document[]): IndexedPassage[] {
  return documents.flatMap(({ path, content }) => {
    if (definition.test(path)) return chunkDefinition(path, content);
    const ofTenant = readme.exec(path);
    if (ofTenant) return chunkReadme(path, content, ofTenant[1]);
    return docs.test(path) ? chunkMarkdown(path, content) : [];
  });
}

/** A README has no page of its own; its tenant's page leads to all claims. */
function chunkReadme(
  path: string,
  content: string,
  tenant: string,
): IndexedPassage[] {
  const url = `/catalog/default/domain/${encodeURIComponent(tenant)}`;
  return chunkMarkdown(path, content).map(passage => ({ ...passage, url }));
}
