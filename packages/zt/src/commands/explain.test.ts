import { tmpdir } from 'node:os';
import { noModules, repositoryRoot } from '../__testing__/repository';
import { runCommandLine } from '../runCommandLine';

async function explain(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine({
    args: ['explain', ...args],
    cwd: repositoryRoot,
    cacheDir: tmpdir(),
    modules: noModules,
    out: text => out.push(text),
    err: text => err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

it('explains a field', async () => {
  const { code, out } = await explain('XWebService.scaling.min');
  expect(code).toBe(0);
  expect(out).toContain('XWebService.scaling.min\n');
  expect(out).toMatch(/^type {6}whole number$/m);
  expect(out).toMatch(/^limits {4}at least 1, at most 50$/m);
  expect(out).toMatch(/^ +ScaledObject: spec.minReplicaCount$/m);
});

it.each(['XDragonfly', 'xdragonfly', 'dragonfly'])(
  'finds the API that somebody calls %s',
  async name => {
    const { code, out } = await explain(name);
    expect(code).toBe(0);
    expect(out).toMatch(/^XDragonfly\n/);
    expect(out).toMatch(/^fields {4}size {6}How much processor/m);
  },
);

it('explains every field when asked to', async () => {
  const { out } = await explain('XEventStream', '--all');
  expect(out).toContain('\nXEventStream.consumers[].deadLetter\n');
  expect(out).toContain('\nXEventStream.subjects\n');
});

it('answers machines', async () => {
  const { out } = await explain('XAgent.portal', '--json');
  expect(JSON.parse(out)).toMatchObject({
    kind: 'XAgent',
    field: 'portal',
    default: true,
    effects: expect.arrayContaining(['RemoteMCPServer']),
  });
});

it.each([
  [[], 'zt explain takes one name'],
  [['XPostgres', 'XAgent'], 'zt explain takes one name'],
  [
    ['XPostgrse'],
    'There is no platform API "XPostgrse"; did you mean "XPostgres"?',
  ],
  [
    ['XWebService.scaling.mn'],
    'There is no field "scaling.mn" in XWebService; XWebService.scaling: did you mean "min"?',
  ],
  [['XDragonfly.size.big'], 'XDragonfly.size: it has no fields inside.'],
])('refuses %j', async (args, message) => {
  const { code, err } = await explain(...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
