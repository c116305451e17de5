import { parse, parseAllDocuments } from 'yaml';
import { createTestTree, readRepository } from '../__testing__/repository';
import { isObject, valueAt } from '../document/plain';
import { readPlatformTree } from '../tree/readPlatformTree';
import {
  NATS_ACCOUNTS_PATH,
  NATS_CREDENTIALS_PATH,
  natsFiles,
} from './natsFiles';

const files = new Map(
  natsFiles(createTestTree()).map(({ path, content }) => [path, content]),
);
const values: unknown = parse(files.get(NATS_ACCOUNTS_PATH) ?? '');
const objects = parseAllDocuments(files.get(NATS_CREDENTIALS_PATH) ?? '').map(
  document => document.toJS(),
);

it('are those of the repository', () => {
  const tree = readPlatformTree([
    ...readRepository('platform'),
    ...readRepository('tenants'),
  ]);
  const committed = readRepository('platform/01-foundation/nats');
  for (const file of natsFiles(tree)) {
    expect(committed).toContainEqual(file);
  }
});

it('give every tenant an account, and nobody else', () => {
  const accounts = valueAt(values, 'config', 'merge', 'accounts');
  expect(Object.keys(Object(accounts))).toEqual(['acme', 'globex']);
  expect(valueAt(accounts, 'acme', 'users', 0, 'user')).toBe('acme');
  expect(valueAt(accounts, 'acme', 'users', 1, 'user')).toBe('acme-controller');
});

it('hold no password: every one is a variable that a Secret fills', () => {
  const accounts = valueAt(values, 'config', 'merge', 'accounts');
  const variables = Object.keys(
    Object(valueAt(values, 'container', 'env')),
  ).sort();
  const used = Object.values(Object(accounts)).flatMap(account => {
    const users = valueAt(account, 'users');
    return (Array.isArray(users) ? users : []).map(({ password }) => password);
  });
  expect(used.sort()).toEqual(
    [...variables].sort().map(name => `<< $${name} >>`),
  );
  const [filled] = objects.filter(({ kind }) => kind === 'ExternalSecret');
  expect(Object.keys(filled.spec.target.template.data).sort()).toEqual(
    variables,
  );
});

it('make each password once, and each another one', () => {
  const pushes = objects.filter(({ kind }) => kind === 'PushSecret');
  expect(pushes.map(({ metadata }) => metadata.name)).toEqual([
    'acme-workload',
    'acme-controller',
    'globex-workload',
    'globex-controller',
  ]);
  for (const { spec } of pushes) {
    expect(spec.updatePolicy).toBe('IfNotExists');
    expect(spec.deletionPolicy).toBe('None');
    expect(spec.data).toHaveLength(1);
  }
  const keys = pushes.map(({ spec }) => spec.data[0].match.remoteRef.remoteKey);
  expect(new Set(keys).size).toBe(4);
});

it("are read where the tenant's streams read them, and where no claim can name them", () => {
  const [push] = objects.filter(({ kind }) => kind === 'PushSecret');
  expect(push.spec.data[0].match.remoteRef.remoteKey).toBe(
    '/zerotouch/prod/acme/nats/workload/password',
  );
});

it('quote passwords, which NATS would otherwise take for numbers', () => {
  const [secret] = objects.filter(({ kind }) => kind === 'ExternalSecret');
  expect(secret.spec.target.template.data.WORKLOAD_ACME).toBe(
    '"{{ .WORKLOAD_ACME }}"',
  );
});

it('allow workloads no change of a stream, and the controller no message', () => {
  const user = (index: number) =>
    Object(
      valueAt(values, 'config', 'merge', 'accounts', 'acme', 'users', index),
    ).permissions;
  const workload: string[] = user(0).publish.allow;
  const controller: string[] = user(1).publish.allow;
  expect(workload).toContain('acme.>');
  expect(
    workload.filter(subject =>
      /\.(CREATE|UPDATE|DELETE|PURGE|RESTORE|SNAPSHOT)/.test(subject),
    ),
  ).toEqual([]);
  expect(controller.filter(subject => !subject.startsWith('$JS.API.'))).toEqual(
    [],
  );
  expect(
    controller.filter(subject => /STREAM\.(DELETE|PURGE|MSG)/.test(subject)),
  ).toEqual([]);
  expect(user(1).subscribe.allow).toEqual(['_INBOX.>']);
});

it('are none while the environment cannot be read', () => {
  expect(natsFiles(readPlatformTree([]))).toEqual([]);
});

it('set aside no bytes for an account, by which a single server would not start', () => {
  const accounts = valueAt(values, 'config', 'merge', 'accounts');
  for (const account of Object.values(Object(accounts))) {
    const limits = valueAt(account, 'jetstream');
    expect(isObject(limits) && Object.keys(limits).sort()).toEqual([
      'max_consumers',
      'max_streams',
    ]);
  }
});
