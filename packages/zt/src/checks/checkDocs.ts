import { posix } from 'node:path';
import {
  PLATFORM_GROUP,
  claimPath,
  eachScalar,
  parseClaimText,
  positionAt,
  toPointer,
} from '@zerotouch/compositions';
import { Finding } from '../Finding';
import { Check } from './Check';

/** Where a path in prose must start to be taken for one of this repository. */
const FOLDERS =
  'bootstrap|docs|packages|platform|plugins|scripts|templates|tenants|\\.ci|\\.github';
const NAMED_PATH = new RegExp(
  `(?<![\\w./$-])(?:\\./)?((?:${FOLDERS})/[A-Za-z0-9._/<>*{},$-]*)`,
  'g',
);
const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;
const YAML_BLOCK = /^```ya?ml\n([\s\S]*?)^```/gm;
const DOCS_ANNOTATION = 'platform.zerotouch.dev/docs';

/** Paths named in prose and in annotations exist. */
export const checkDocs: Check = {
  id: 'docs-path',
  promise:
    'Every path of this repository that a document or a docs annotation names exists; placeholders such as <tenant> and *, and claims that the document shows in full, are left alone.',
  run: ({ repository, documents }) => {
    const missing = (path: string) =>
      !isPlaceholder(path) && !repository.exists(path.replace(/\/$/, ''));
    return [
      ...repository.files
        .filter(({ path }) => path.endsWith('.md'))
        .flatMap(({ path: file, content }) =>
          [...namedPaths(content), ...linkedPaths(file, content)]
            .filter(({ path }) => missing(path))
            .filter(({ path }) => !shownPaths(content).includes(path))
            .map(({ path, offset }) => ({
              ...toFinding(file, path),
              ...positionAt(content, offset),
            })),
        ),
      ...documents.manifests.flatMap(({ path: file, object, locate }) => {
        const findings: Finding[] = [];
        eachScalar(object.metadata, (value, path) => {
          if (
            path[path.length - 1] === DOCS_ANNOTATION &&
            missing(String(value))
          ) {
            findings.push({
              ...toFinding(file, String(value)),
              ...locate(toPointer(['metadata', ...path])),
            });
          }
        });
        return findings;
      }),
    ];
  },
};

interface NamedPath {
  path: string;
  offset: number;
}

function namedPaths(content: string): NamedPath[] {
  return [...content.matchAll(NAMED_PATH)].map(match => ({
    path: match[1].replace(/[.,]+$/, ''),
    offset: match.index + match[0].indexOf(match[1]),
  }));
}

/** Relative links that leave the docs folder's own site are checked too; anchors and addresses are not. */
function linkedPaths(file: string, content: string): NamedPath[] {
  return [...content.matchAll(LINK)]
    .filter(([, target]) => !/^([a-z][a-z0-9+.-]*:|#|\/)/i.test(target))
    .map(match => ({
      path: posix.join(posix.dirname(file), match[1].replace(/[#?].*$/, '')),
      offset: match.index,
    }))
    .filter(({ path }) => !path.startsWith('..'));
}

/** Where the claims that a document shows in full would lie: the reader makes these files. */
function shownPaths(content: string): string[] {
  return [...content.matchAll(YAML_BLOCK)]
    .flatMap(([, block]) => parseClaimText(block).documents)
    .flatMap(({ claim }) =>
      claim?.apiVersion.startsWith(`${PLATFORM_GROUP}/`)
        ? [
            claimPath({
              kind: claim.kind,
              tenant: claim.metadata.namespace ?? claim.metadata.name,
              name: claim.metadata.name,
            }),
          ]
        : [],
    );
}

function isPlaceholder(path: string): boolean {
  return /[<>*{}$]|NNNN/.test(path);
}

function toFinding(file: string, path: string): Finding {
  return {
    rule: 'docs-path',
    severity: 'error',
    file,
    line: 1,
    column: 1,
    message: `"${path}" is named here but does not exist; correct the path, or write a placeholder such as <tenant> for a part that varies.`,
  };
}
