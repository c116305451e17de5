/**
 * Every example renders to its golden. `UPDATE_GOLDENS=1` writes the goldens anew; read the difference as you read code.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import {
  claimFrom,
  createTestTree,
  environmentOf,
  readRepository,
} from '../__testing__/repository';
import { compose } from './compose';
import { footprint } from './footprint';

const tree = createTestTree();
const examples = readRepository('platform/04-apis').filter(({ path }) =>
  path.includes('/examples/'),
);

function goldenPath(path: string): string {
  const lego = basename(dirname(dirname(path)));
  return join(__dirname, '..', lego, 'goldens', basename(path));
}

it('finds three examples of each lego', () => {
  const names = examples.map(({ path }) =>
    path.replace('platform/04-apis/', ''),
  );
  for (const definition of tree.definitions.values()) {
    const lego = definition.kind.toLowerCase();
    for (const example of ['full', 'minimal', 'typical']) {
      expect(names).toContain(`${lego}/examples/${example}.yaml`);
    }
  }
});

it.each(examples)('renders $path to its golden', ({ path, content }) => {
  const composition = compose(
    claimFrom(tree, content),
    {},
    environmentOf(tree),
  );
  const rendered = stringify(
    { ...composition, footprint: footprint(composition) },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
  const golden = goldenPath(path);
  if (process.env.UPDATE_GOLDENS === '1') {
    mkdirSync(dirname(golden), { recursive: true });
    writeFileSync(golden, rendered);
  }
  expect(existsSync(golden) ? readFileSync(golden, 'utf8') : '').toBe(rendered);
});

it.each(examples)(
  'composes $path the same twice, from frozen input',
  ({ content }) => {
    const claim = claimFrom(tree, content);
    const before = JSON.stringify(claim);
    const first = compose(claim, {}, environmentOf(tree));
    const second = compose(claim, {}, environmentOf(tree));
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(JSON.stringify(claim)).toBe(before);
    expect(Object.keys(first.resources)).toEqual(
      Object.keys(first.resources).sort(),
    );
  },
);
