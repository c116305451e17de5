import { readCrossplaneReport } from './readCrossplaneReport';
import { readKubeconformReport } from './readKubeconformReport';
import { toSchemaFiles } from './toSchemaFiles';

it('reads what crossplane says of each object', () => {
  const object = { apiVersion: 'a.dev/v1', kind: 'A', name: 'one' };
  expect(
    readCrossplaneReport(
      JSON.stringify({
        resources: [
          { ...object, status: 'valid' },
          {
            ...object,
            status: 'invalid',
            errors: [{ type: 'cel', message: 'not so' }],
          },
          { ...object, status: 'missingSchema' },
        ],
      }),
    ),
  ).toEqual([
    { ...object, refused: false, unknown: false, reasons: [] },
    { ...object, refused: true, unknown: false, reasons: ['not so'] },
    {
      ...object,
      refused: true,
      unknown: true,
      reasons: ['it knows no such kind'],
    },
  ]);
});

it('reads what kubeconform did not accept, missing schemas included', () => {
  const base = { filename: 'a.yaml', kind: 'A', name: 'one', msg: '' };
  expect(
    readKubeconformReport(
      JSON.stringify({
        resources: [
          { ...base, status: 'statusValid' },
          { ...base, status: 'statusInvalid', msg: 'not so' },
          { ...base, status: 'statusSkipped' },
        ],
      }),
    ),
  ).toEqual({
    checked: 3,
    problems: ['a.yaml: A "one": not so', 'a.yaml: A "one": statusSkipped'],
  });
});

it('takes nothing else for a report', () => {
  expect(() => readCrossplaneReport('panic: no')).toThrow(SyntaxError);
  expect(() => readKubeconformReport('')).toThrow(SyntaxError);
});

it('writes a schema a kind with all that it refers to, and no more', () => {
  const files = toSchemaFiles({
    definitions: {
      Pod: { properties: { spec: { $ref: '#/definitions/Spec' } } },
      Spec: { properties: { next: { $ref: '#/definitions/Spec' } } },
      Other: {},
    },
    kinds: { 'v1 Pod': 'Pod', 'apps/v1 Other': 'Other' },
  });
  expect([...files.keys()]).toEqual(['v1_pod_v1.json', 'apps_other_v1.json']);
  expect(files.get('v1_pod_v1.json')).toMatchObject({
    $ref: '#/definitions/Pod',
  });
  expect(
    Object.keys(Object(files.get('v1_pod_v1.json')?.definitions)).sort(),
  ).toEqual(['Pod', 'Spec']);
});
