/**
 * Every claim in the docs can be used as it stands: whole ones are valid, and a part, merged into the claim that the text names last
 * before it, makes a change that is allowed.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readRepository, repositoryRoot } from '../__testing__/repository';
import { claimPath } from '../claimPath';
import { isObject } from '../document/plain';
import { parseClaimText } from '../claim/parseClaimText';
import { readPlatformTree } from '../tree/readPlatformTree';
import { RepositoryFile } from '../types';
import { validateClaim } from './validateClaim';

interface Block {
  page: string;
  line: number;
  text: string;
  /** The claim file that the text names last before the block. */
  named?: string;
}

const pages = readdirSync(join(repositoryRoot, 'docs'), {
  recursive: true,
  encoding: 'utf8',
}).filter(path => path.endsWith('.md'));

const blocks = pages.flatMap((page): Block[] => {
  const content = readFileSync(join(repositoryRoot, 'docs', page), 'utf8');
  return [...content.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(match => {
    const before = content.slice(0, match.index);
    return {
      page,
      line: before.split('\n').length,
      text: match[1],
      named: before
        .match(/tenants\/[a-z0-9-]+\/[a-z0-9-]+\/[a-z]+\.yaml/g)
        ?.pop(),
    };
  });
});
const whole = blocks.filter(({ text }) =>
  /^apiVersion: platform\.zerotouch\.dev\//.test(text),
);
const parts = blocks.filter(
  ({ text, named }) => /^(spec|metadata):/.test(text) && named !== undefined,
);
const repository = [
  ...readRepository('platform'),
  ...readRepository('tenants'),
];

function fileOf({ text }: Block): RepositoryFile {
  const claim = parseClaimText(text).documents[0]?.claim;
  return {
    path: claim
      ? claimPath({
          kind: claim.kind,
          tenant: claim.metadata.namespace ?? '',
          name: claim.metadata.name,
        })
      : '',
    content: text,
  };
}

/** The repository with the other claims that the page shows. */
function filesFor(page: string, path: string): RepositoryFile[] {
  const shown = whole.filter(block => block.page === page).map(fileOf);
  const taken = new Set([path, ...shown.map(file => file.path)]);
  return [...repository.filter(file => !taken.has(file.path)), ...shown].filter(
    file => file.path !== path,
  );
}

function errorsOf(options: Parameters<typeof validateClaim>[0]): string[] {
  return validateClaim(options)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}

function merge(into: unknown, part: unknown): unknown {
  return isObject(into) && isObject(part)
    ? Object.fromEntries(
        [...new Set([...Object.keys(into), ...Object.keys(part)])].map(key => [
          key,
          key in part ? merge(into[key], part[key]) : into[key],
        ]),
      )
    : part;
}

it('finds claims of several kinds, and changes of them', () => {
  expect(whole.length).toBeGreaterThanOrEqual(5);
  expect(parts.length).toBeGreaterThanOrEqual(4);
});

it.each(whole)('the claim at line $line of $page is valid', block => {
  const { path, content } = fileOf(block);
  const tree = readPlatformTree(filesFor(block.page, path));
  expect(errorsOf({ text: content, path, tree })).toEqual([]);
});

it.each(parts)('the change at line $line of $page is allowed', block => {
  const { page, text, named: path = '' } = block;
  const shown = whole.map(fileOf).find(file => file.path === path);
  const existing = repository.find(file => file.path === path) ?? shown;
  expect(existing?.path).toBe(path);
  const changed: unknown = merge(parse(existing?.content ?? ''), parse(text));
  if (/platform\.zerotouch\.dev\/retire/.test(text) && isObject(changed)) {
    // A part that retires a claim says that the sync option goes.
    changed.metadata = Object(parse(text)).metadata;
  }
  const tree = readPlatformTree([
    ...filesFor(page, path),
    ...(existing ? [existing] : []),
  ]);
  const previous = parseClaimText(existing?.content ?? '').documents[0]?.claim;
  expect(errorsOf({ text: stringify(changed), path, tree, previous })).toEqual(
    [],
  );
});
