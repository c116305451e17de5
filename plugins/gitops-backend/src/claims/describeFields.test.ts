import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readPlatformTree } from '@zerotouch/compositions';
import { legoFieldsSchema } from '@zerotouch/plugin-gitops-common';
import { definitionFiles } from '../__testUtils__/platformFiles';
import { describeFields } from './describeFields';

const EXAMPLE = 'platform/04-apis/xpostgres/examples/typical.yaml';
const contents = new Map([
  ...Object.entries(definitionFiles),
  [
    EXAMPLE,
    readFileSync(resolve(__dirname, '../../../..', EXAMPLE), 'utf8'),
  ] as const,
]);
const toState = (files: Map<string, string>) => ({
  contents: files,
  tree: readPlatformTree(
    [...files].map(([path, content]) => ({ path, content })),
  ),
});

it('describes every field, the columns and what the example becomes', () => {
  const result = legoFieldsSchema.parse(
    describeFields(toState(contents), 'XPostgres'),
  );
  const schedule = result.fields.find(
    ({ field }) => field === 'backup.schedule',
  );
  expect(schedule).toMatchObject({
    type: 'text',
    default: '0 2 * * *',
    isRequired: false,
    limits: expect.arrayContaining(['at most 100 characters']),
  });
  const storage = result.fields.find(({ field }) => field === 'storageGB');
  expect(storage?.rules.join()).toContain('can only grow');
  expect(result.fields.map(({ field }) => field)).toContain('databases[].name');
  expect(result.columns).toContainEqual({ name: 'Size', path: 'spec.size' });
  expect(result.status.map(({ field }) => field)).toContain('endpoint');
  expect(result.example?.objects.map(({ kind }) => kind)).toContain('Cluster');
});

it('does without examples', () => {
  const { example } = describeFields(toState(contents), 'XDragonfly');
  expect(example).toBeUndefined();
});

it('names the APIs that exist', () => {
  expect(() => describeFields(toState(contents), 'XMysql')).toThrow(
    /no platform API "XMysql"; choose one of .*XPostgres/,
  );
});
