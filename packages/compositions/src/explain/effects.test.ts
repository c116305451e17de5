/**
 * What each field changes is written down as found by trying. `UPDATE_GOLDENS=1` writes it anew; read the difference as you read code.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leafEffectExceptions } from '../leafEffect/exceptions';
import { effectsOf } from '../leafEffect/__testing__/effects';
import { leaves } from '../leafEffect/__testing__/leaves';
import effects from './goldens/effects.json';

const found = Object.fromEntries(
  leaves.map(({ kind, leaf, name }) => [name, effectsOf(kind, leaf)]),
);

const isUpdate = process.env.UPDATE_GOLDENS === '1';

beforeAll(() => {
  if (isUpdate) {
    writeFileSync(
      join(__dirname, 'goldens', 'effects.json'),
      `${JSON.stringify(found, null, 2)}\n`,
    );
  }
});

it('are what is written down', () => {
  expect(isUpdate ? found : effects).toEqual(found);
});

it.each(
  Object.entries(found).filter(([name]) => !(name in leafEffectExceptions)),
)('%s changes something', (_, changed) => {
  expect(changed).not.toEqual([]);
});
