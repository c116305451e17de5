import {
  createTestClaim,
  createTestTree,
  environmentOf,
} from '../__testing__/repository';
import { compose } from './compose';
import { footprint } from './footprint';
import { toMebibytes, toMillis } from './quantity';

const tree = createTestTree();

it.each([
  [
    'XPostgres',
    { size: 'small', storageGB: 100 },
    { cpuMillis: 900, memoryMi: 1920, storageGi: 375, replicas: 3 },
  ],
  [
    'XDragonfly',
    { size: 'micro', replicas: 2, snapshot: { schedule: '0 2 * * *' } },
    { cpuMillis: 200, memoryMi: 512, storageGi: 20, replicas: 2 },
  ],
  [
    'XDragonfly',
    { size: 'micro', replicas: 1 },
    { cpuMillis: 100, memoryMi: 256, storageGi: 0, replicas: 1 },
  ],
  [
    'XWebService',
    { image: 'app:1', scaling: { min: 1, max: 4 } },
    { cpuMillis: 1000, memoryMi: 2048, storageGi: 0, replicas: 4 },
  ],
  [
    'XWebService',
    {
      image: 'app:1',
      size: 'large',
      scaling: { min: 1, max: 1 },
      volume: { sizeGB: 7, mountPath: '/data' },
    },
    { cpuMillis: 1000, memoryMi: 2048, storageGi: 7, replicas: 1 },
  ],
])('adds up %s %j at its greatest scale', (kind, spec, expected) => {
  const claim = createTestClaim(tree, { kind, name: 'orders', spec });
  expect(footprint(compose(claim, {}, environmentOf(tree)))).toEqual(expected);
});

it.each([
  ['250m', 250],
  ['2', 2000],
  ['0', 0],
])('reads %s of processor', (quantity, millis) => {
  expect(toMillis(quantity)).toBe(millis);
});

it.each([
  ['2Gi', 2048],
  ['512Mi', 512],
  ['1024Ki', 1],
  ['1048576', 1],
])('reads %s of memory', (quantity, mebibytes) => {
  expect(toMebibytes(quantity)).toBe(mebibytes);
});
