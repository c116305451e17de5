import { createTestTree, readRepository } from '../../__testing__/repository';
import { readPlatformTree } from '../../tree/readPlatformTree';
import { ClaimFinding, RepositoryFile } from '../../types';
import { validateClaim } from '../validateClaim';

const path = 'tenants/acme/payments/xeventstream.yaml';

function stream(spec: string, name = 'payments', tenant = 'acme'): string {
  return `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XEventStream
metadata:
  name: ${name}
  namespace: ${tenant}
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec: ${spec}
`;
}

function findings(text: string, files: RepositoryFile[] = []): ClaimFinding[] {
  return validateClaim({ text, path, tree: createTestTree(files) }).findings;
}

function rulesOf(text: string, files: RepositoryFile[] = []): string[] {
  return findings(text, files).map(
    ({ rule, severity, pointer }) => `${severity} ${rule} ${pointer}`,
  );
}

/** The repository with another size of NATS. */
function treeWith(nats: { replicas: number; storageGi: number }) {
  return readPlatformTree(
    [...readRepository('platform'), ...readRepository('tenants')]
      .filter(file => !file.path.endsWith('/xeventstream.yaml'))
      .map(file => ({
        ...file,
        content: file.content
          .replace(/^ {2}replicas: 3$/m, `  replicas: ${nats.replicas}`)
          .replace(/^ {2}storageGi: \d+$/m, `  storageGi: ${nats.storageGi}`),
      })),
  );
}

it('allows a stream of subjects that nobody has', () => {
  expect(rulesOf(stream('{ subjects: [acme.payments.>] }'))).toEqual([]);
});

it('does not take a stream for its own neighbour when it is changed', () => {
  const text = stream('{ subjects: [acme.payments.>], maxAge: 24h }');
  const before = {
    path,
    content: stream('{ subjects: [acme.payments.>] }'),
  };
  expect(rulesOf(text, [before])).toEqual([]);
});

it('finds the other stream that takes a subject, even a claim that is wrong in itself', () => {
  const other = {
    path: 'tenants/globex/wrong/xeventstream.yaml',
    content: stream(
      '{ subjects: [acme.payments.failed, 7] }',
      'wrong',
      'globex',
    ),
  };
  expect(
    findings(stream('{ subjects: [acme.payments.>] }'), [other])[0].message,
  ).toBe(
    'The subject "acme.payments.>" overlaps "acme.payments.failed" of the stream "wrong" of the tenant "globex"; a message belongs to one stream. Choose another subject.',
  );
});

it('warns of a stream that keeps nothing', () => {
  const interest = '{ subjects: [acme.payments.>], retention: interest }';
  expect(rulesOf(stream(interest))).toEqual([
    'warning stream-interest /spec/retention',
  ]);
  expect(
    rulesOf(
      stream(interest.replace(' }', ', consumers: [{ name: ledger }] }')),
    ),
  ).toEqual([]);
});

const worker = (name: string, consumer: string) => ({
  path: `tenants/acme/${name}/xeventdrivenservice.yaml`,
  content: `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XEventDrivenService
metadata: { name: ${name}, namespace: acme }
spec:
  image: app@sha256:${'0'.repeat(64)}
  stream: { claim: payments, consumer: ${consumer} }
`,
});

it('keeps the consumers that services take from', () => {
  const files = [worker('books', 'ledger')];
  const kept = '{ subjects: [acme.payments.>], consumers: [{ name: ledger }] }';
  expect(rulesOf(stream(kept), files)).toEqual([]);
  expect(
    findings(stream(kept.replace('ledger', 'other')), files).map(
      ({ message }) => message,
    ),
  ).toEqual([
    'The XEventDrivenService "books" takes from the consumer "ledger", which this stream does not have; keep it, or change the service first.',
  ]);
  expect(rulesOf(stream('{ subjects: [acme.payments.>] }'), files)).toEqual([
    'error consumer-in-use /spec',
  ]);
});

it('warns of two services at one consumer', () => {
  const payments = {
    path,
    content: stream(
      '{ subjects: [acme.payments.>], consumers: [{ name: ledger }, { name: mail }] }',
    ),
  };
  const books = worker('books', 'ledger');
  const check = (other: RepositoryFile) =>
    validateClaim({
      text: books.content,
      path: books.path,
      tree: createTestTree([payments, books, other]),
    }).findings.map(({ rule, severity }) => `${severity} ${rule}`);
  expect(check(worker('mailer', 'mail'))).toEqual([]);
  expect(check(worker('other', 'ledger'))).toEqual(['warning shared-consumer']);
});

it('warns of copies for which there are no servers', () => {
  const tree = treeWith({ replicas: 1, storageGi: 20 });
  const text = stream('{ subjects: [acme.payments.>] }');
  expect(validateClaim({ text, path, tree }).findings).toMatchObject([
    { rule: 'stream-replicas', severity: 'warning' },
  ]);
  const single = stream('{ subjects: [acme.payments.>], replicas: 1 }');
  expect(validateClaim({ text: single, path, tree }).findings).toEqual([]);
});

it.each([
  ['21474836480', []],
  [
    '21474836481',
    [
      'The stream takes 60 GiB with all its copies, but of the 60 GiB of NATS the other streams leave 60; lower spec.maxBytes or spec.replicas, or give NATS larger disks.',
    ],
  ],
  [
    '107374182400',
    [
      'The stream takes 300 GiB with all its copies, but of the 60 GiB of NATS the other streams leave 60; lower spec.maxBytes or spec.replicas, or give NATS larger disks.',
    ],
  ],
])('lets NATS set aside %s bytes or not', (maxBytes, messages) => {
  const tree = treeWith({ replicas: 3, storageGi: 20 });
  const text = stream(`{ subjects: [acme.payments.>], maxBytes: ${maxBytes} }`);
  expect(
    validateClaim({ text, path, tree }).findings.map(({ message }) => message),
  ).toEqual(messages);
});

it('counts the streams of all tenants, with their dead letters', () => {
  const neighbour = {
    path: 'tenants/globex/big/xeventstream.yaml',
    content: stream(
      '{ subjects: [globex.big], maxBytes: 10737418240, consumers: [{ name: a }] }',
      'big',
      'globex',
    ),
  };
  const text = stream('{ subjects: [acme.payments.>], maxBytes: 8589934592 }');
  expect(rulesOf(text)).toEqual([]);
  expect(rulesOf(text, [neighbour])).toEqual([
    'error stream-room /spec/maxBytes',
  ]);
});
