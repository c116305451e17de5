import { readPlatformTree } from '@zerotouch/compositions';
import {
  cachePath,
  cacheYaml,
  platformFiles,
  tenantYaml,
} from '../__testUtils__/platformFiles';
import { changePlatform } from './changePlatform';
import { PlatformState } from './Platform';

function toState(files: Record<string, string>): PlatformState {
  const contents = new Map(
    Object.entries(files).filter(([path]) =>
      /^(platform|tenants)\//.test(path),
    ),
  );
  const tree = readPlatformTree(
    [...contents].map(([path, content]) => ({ path, content })),
  );
  return { contents, tree };
}

function summarize({ tree, contents }: PlatformState) {
  const byText = (a: string, b: string) => (a < b ? -1 : 1);
  return {
    paths: [...contents.keys()].sort(byText),
    kinds: [...tree.definitions.keys()].sort(byText),
    environment: tree.environment.environment?.env,
    claims: tree.claims
      .map(({ path, claim, tenant }) =>
        [path, claim.metadata.name, tenant].join(' '),
      )
      .sort(byText),
    tenants: tree.tenants,
    problems: tree.problems
      .map(({ path, finding }) => `${path} ${finding.rule}`)
      .sort(byText),
  };
}

describe('changePlatform', () => {
  const changes: [string, Record<string, string | null>][] = [
    ['nothing', {}],
    ['a new claim', { [cachePath('basket')]: cacheYaml('basket') }],
    [
      'a changed claim',
      { [cachePath('sessions')]: cacheYaml('sessions', 'size: large') },
    ],
    ['a removed claim', { [cachePath('sessions')]: null }],
    ['a new tenant', { 'tenants/initech/tenant.yaml': tenantYaml('initech') }],
    ['a removed tenant', { 'tenants/acme/tenant.yaml': null }],
    ['a broken file', { [cachePath('sessions')]: 'a: [' }],
    [
      'a removed definition',
      { 'platform/04-apis/xdragonfly/definition.yaml': null },
    ],
    [
      'a broken definition',
      { 'platform/04-apis/xdragonfly/definition.yaml': 'a: [' },
    ],
    [
      'another environment',
      {
        'platform/cluster.yaml': platformFiles['platform/cluster.yaml'].replace(
          'env: prod',
          'env: test',
        ),
      },
    ],
    ['no environment', { 'platform/cluster.yaml': null }],
    ['a file outside', { 'docs/a.md': 'a', 'README.md': null }],
    [
      'definition and claim together',
      {
        'platform/04-apis/xpostgres/definition.yaml': null,
        [cachePath('basket')]: cacheYaml('basket'),
      },
    ],
  ];

  it.each(changes)(
    'comes to what reading everything comes to: %s',
    (_, change) => {
      const base = toState(platformFiles);
      const before = summarize(base);
      const files = Object.fromEntries(
        Object.entries({ ...platformFiles, ...change }).flatMap(
          ([path, content]) => (content === null ? [] : [[path, content]]),
        ),
      );
      const changed = changePlatform(base, new Map(Object.entries(change)));
      expect(summarize(changed)).toEqual(summarize(toState(files)));
      expect(summarize(base)).toEqual(before);
    },
  );
});
