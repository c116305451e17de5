import { isDeepStrictEqual } from 'node:util';
import { toMebibytes } from '../../compose/quantity';
import { valueAt } from '../../document/plain';
import { KubernetesObject } from '../../types';
import { imageMajor } from './imageMajor';
import { WebhookRule, at } from './WebhookRule';

const parameters = at('postgresql', 'parameters');

/** What the webhook demands of a cluster compared with what exists. */
export const changeRules: readonly WebhookRule[] = [
  {
    kind: 'Cluster',
    source: 'validateImageChange',
    refusal: 'The major version cannot go down.',
    refuses: (object, previous) =>
      (imageMajor(object) ?? Infinity) < runningMajor(previous, 0),
  },
  {
    kind: 'Cluster',
    source: 'validateStorageChange, validateWalStorageChange',
    refusal: 'A volume cannot shrink or go.',
    refuses: (object, previous) =>
      ['storage', 'walStorage'].some(volume => {
        const before = at(volume, 'size')(previous);
        const after = at(volume, 'size')(object);
        return (
          before !== undefined &&
          toMebibytes(String(after ?? '0')) < toMebibytes(String(before))
        );
      }),
  },
  {
    kind: 'Cluster',
    source: 'validateImageChange',
    refusal: 'An upgrade must lead to 16 or newer.',
    refuses: (object, previous) => {
      const major = imageMajor(object) ?? 16;
      return runningMajor(previous, major) < major && major < 16;
    },
  },
  {
    kind: 'Cluster',
    source: 'validateConfigurationChange',
    refusal:
      'Image and parameters cannot change at the same time when the primary is updated by a switchover.',
    refuses: (object, previous) =>
      previous !== undefined &&
      at('primaryUpdateMethod')(object) === 'switchover' &&
      at('imageName')(object) !== at('imageName')(previous) &&
      !isDeepStrictEqual(parameters(object), parameters(previous)),
  },
];

function runningMajor(
  previous: KubernetesObject | undefined,
  otherwise: number,
): number {
  return Number(
    valueAt(previous?.status, 'pgDataImageInfo', 'majorVersion') ?? otherwise,
  );
}
