import { compareRendered } from './compareRendered';

const KEY = 'crossplane.io/composition-resource-name';
const file = 'tenants/acme/a/xpostgres.yaml';
const own = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', labels: { team: 'acme' } },
  data: { key: 'value' },
};
const rendered = (key: string, data = own.data) => ({
  ...own,
  metadata: {
    name: 'a',
    labels: { team: 'acme', 'crossplane.io/composite': 'a' },
    annotations: { [KEY]: key },
    ownerReferences: [{ kind: 'XPostgres', name: 'a' }],
  },
  data,
});
const claim = { kind: 'XPostgres', metadata: { name: 'a' } };

it('sees through what Crossplane writes on everything', () => {
  expect(
    compareRendered(file, [claim, rendered('config')], { config: own }),
  ).toEqual([]);
});

it('takes an absent field for an undefined one', () => {
  expect(
    compareRendered(file, [rendered('config')], {
      config: { ...own, spec: undefined },
    }),
  ).toEqual([]);
});

it.each([
  ['an object is missing', [claim], /did not compose "config"/],
  [
    'an object is surplus',
    [rendered('config'), rendered('other')],
    /composed "other" besides/,
  ],
  [
    'a field differs',
    [rendered('config', { key: 'other' })],
    /another "config".*\/data\/key/,
  ],
])('says so when %s', (_name, objects, message) => {
  expect(compareRendered(file, objects, { config: own })).toEqual([
    expect.stringMatching(message),
  ]);
});
