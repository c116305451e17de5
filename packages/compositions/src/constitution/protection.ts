import {
  KEEP,
  RETIRE,
  SYNC_OPTIONS,
  isRetiring,
  isStateful,
} from '../claim/statefulClaims';
import { stringAt, toFieldPath, valueAt } from '../document/plain';
import { Claim, Composition, KubernetesObject } from '../types';
import {
  ConstitutionRule,
  describe,
  expectValue,
  mappingsOf,
  objectAt,
  objectsOf,
  objectsOfKind,
} from './ConstitutionRule';

/** What keeps data alive when a file, a claim or an object goes. */
export const protection: ConstitutionRule[] = [
  {
    id: 'stateful-kept',
    sentence:
      'Deleting the file of a claim that holds data does not delete the data.',
    check: claim => {
      const options = claim.metadata.annotations?.[SYNC_OPTIONS] ?? '';
      const kept = KEEP.split(',').every(option =>
        options.split(',').includes(option),
      );
      return isStateful(claim) && !isRetiring(claim) && !kept
        ? [`The claim lacks the annotation "${SYNC_OPTIONS}: ${KEEP}".`]
        : [];
    },
  },
  {
    id: 'stateful-usage',
    sentence:
      'A claim that holds data refuses its own deletion until it is retired.',
    check: (claim, composition) =>
      isStateful(claim) && !isRetiring(claim)
        ? usageBreaches(claim, composition)
        : [],
  },
  {
    id: 'retired-released',
    sentence: `A claim that is being retired, by "${RETIRE}", can be deleted.`,
    check: (claim, composition) =>
      isRetiring(claim)
        ? objectsOf(composition)
            .filter(({ kind }) => kind === 'Usage' || kind === 'ClusterUsage')
            .map(usage => `${describe(usage)} still refuses the deletion.`)
        : [],
  },
  {
    id: 'retained-volumes',
    sentence:
      'Every volume has the storage class that keeps volumes when their claims go.',
    check: (_, composition, { storageClass }) =>
      objectsOf(composition).flatMap(object =>
        volumesOf(object).flatMap(({ path, actual }) =>
          expectValue(
            `${toFieldPath(path)} of ${describe(object)}`,
            actual,
            storageClass,
          ),
        ),
      ),
  },
  {
    id: 'databases-retained',
    sentence: 'A database that leaves a claim stays in the server.',
    check: (_, composition) =>
      objectsOfKind(composition, 'Database').flatMap(database =>
        expectValue(
          `spec.databaseReclaimPolicy of ${describe(database)}`,
          valueAt(database.spec, 'databaseReclaimPolicy'),
          'retain',
        ),
      ),
  },
];

function usageBreaches(claim: Claim, composition: Composition): string[] {
  const kind = claim.kind === 'XTenant' ? 'ClusterUsage' : 'Usage';
  const protects = (key: string, target: string) => {
    const usage = objectAt(composition, key);
    return usage?.kind === kind &&
      stringAt(usage.spec, 'of', 'kind') === target &&
      stringAt(usage.spec, 'of', 'resourceRef', 'name') === claim.metadata.name
      ? []
      : [`No ${kind} protects the ${target} "${claim.metadata.name}".`];
  };
  return [
    ...protects('protect', claim.kind),
    ...(claim.kind === 'XTenant'
      ? protects('protect-namespace', 'Namespace')
      : []),
  ];
}

/** Where an object asks for a volume, and which class it names there. */
function volumesOf(object: KubernetesObject) {
  return mappingsOf(object).flatMap(({ mapping, path }) => {
    const asksByClaim =
      stringAt(mapping, 'resources', 'requests', 'storage') !== undefined;
    const last = path[path.length - 1];
    const asksByOperator =
      object.kind === 'Cluster' &&
      (last === 'storage' || last === 'walStorage');
    if (!asksByClaim && !asksByOperator) {
      return [];
    }
    const field = asksByClaim ? 'storageClassName' : 'storageClass';
    return [{ path: [...path, field], actual: mapping[field] }];
  });
}
