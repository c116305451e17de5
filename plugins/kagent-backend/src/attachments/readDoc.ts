import { InputError, NotFoundError } from '@backstage/errors';
import { GitForge, TextFile } from '@zerotouch/plugin-gitops-node';
import { Attachment } from '@zerotouch/plugin-kagent-common';
import { toDocsUrl } from '@zerotouch/plugin-knowledge-node';

const PAGE = /^docs\/(?:[^/]+\/)*[^/]+\.md$/;
const README = /^tenants\/([^/]+)\/(?:[^/]+\/)*README\.md$/i;
/** More than any page of docs has, in bytes. */
const MAX_BYTES = 1_000_000;

/** Reads a page of the docs, or the README of a tenant or claim, from main. @throws InputError when it is none */
export async function readDoc(
  path: string,
  options: { forge: Pick<GitForge, 'readFile'> },
): Promise<Attachment> {
  const tenant = README.exec(path)?.[1];
  const isPlain = path
    .split('/')
    .every(part => !/^\.{0,2}$/.test(part) && !/[\\\p{Cc}]/u.test(part));
  if (!isPlain || !(tenant || PAGE.test(path))) {
    throw new InputError(
      `"${path}" is no page of the docs; give a Markdown file below docs/, or a README.md below tenants/.`,
    );
  }
  const { content } = await find(path, options.forge);
  const title = /^#\s+(.+)$/m.exec(content)?.[1].trim();
  return {
    kind: 'doc',
    title: title ? `${title.slice(0, 150)} (${path})` : path,
    text: content,
    url: tenant
      ? `/catalog/default/domain/${encodeURIComponent(tenant)}`
      : toDocsUrl(path),
  };
}

async function find(
  path: string,
  forge: Pick<GitForge, 'readFile'>,
): Promise<TextFile> {
  let file: TextFile;
  try {
    file = await forge.readFile({ path });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new InputError(
      `There is no page "${path}" on main; it may have been moved.`,
      error,
    );
  }
  if (file.size > MAX_BYTES) {
    throw new InputError(
      `"${path}" has ${file.size} bytes, too many to attach.`,
    );
  }
  return file;
}
