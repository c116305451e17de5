import { stringAt, valueAt } from '../document/plain';
import { Composition, KubernetesObject, ObservedResources } from '../types';
import { archiveOf } from '../xpostgres/archive';

/** Kinds whose objects hold data, or the only way back to it. */
export const PROTECTED_KINDS: ReadonlySet<string> = new Set([
  'Cluster',
  'Dragonfly',
  'Namespace',
  'ObjectStore',
  'PersistentVolumeClaim',
  'ScheduledBackup',
  'Stream',
]);

/** Whether a result may be handed to Crossplane; `fatal` means that nothing may change. */
export type Protection =
  | { result: 'ok' }
  | { result: 'fatal'; reasons: string[] };

/**
 * Refuses a result that would delete data.
 *
 * @remarks
 * Crossplane deletes every observed object whose key a response leaves out, and loses sight of one whose key comes back as another kind. The
 * name that a response gives is ignored for an object that exists; a changed one is refused all the same, because it shows that the result
 * was made for something else. This check trusts neither the claim nor `compose()`: it sees only what exists and what would be.
 *
 * @param observed - The objects that exist, by key.
 * @param result - What would be handed over; undefined or empty when composing failed.
 */
export function protectObserved(
  observed: ObservedResources,
  result: Composition | undefined,
): Protection {
  const wanted = result?.resources ?? {};
  const reasons = Object.keys(observed)
    .sort()
    .filter(key => PROTECTED_KINDS.has(observed[key].kind))
    .flatMap(key => [
      ...findReason(key, observed[key], wanted[key]?.object),
      ...findTwins(key, observed[key], wanted),
    ]);
  return reasons.length > 0 ? { result: 'fatal', reasons } : { result: 'ok' };
}

/** An object under two keys would be deleted as soon as one of them goes. */
function findTwins(
  key: string,
  existing: KubernetesObject,
  wanted: Composition['resources'],
): string[] {
  return Object.keys(wanted)
    .filter(other => other !== key && isSame(wanted[other]?.object, existing))
    .map(
      other =>
        `The ${existing.kind} "${existing.metadata.name}" under the key "${key}" would be composed again under the key "${other}".`,
    );
}

function isSame(
  object: KubernetesObject | undefined,
  existing: KubernetesObject,
): boolean {
  return (
    object?.kind === existing.kind &&
    groupOf(object) === groupOf(existing) &&
    object.metadata?.name === existing.metadata.name &&
    (object.metadata.namespace ?? existing.metadata.namespace) ===
      existing.metadata.namespace
  );
}

function findReason(
  key: string,
  existing: KubernetesObject,
  wanted: KubernetesObject | undefined,
): string[] {
  const subject = `${existing.kind} "${existing.metadata.name}"`;
  if (!wanted) {
    return [`The ${subject} under the key "${key}" would be deleted.`];
  }
  if (wanted.kind !== existing.kind || groupOf(wanted) !== groupOf(existing)) {
    return [
      `The ${subject} under the key "${key}" would be replaced by a ${wanted.kind}.`,
    ];
  }
  const { name, namespace } = existing.metadata;
  if (
    wanted.metadata?.name !== name ||
    (wanted.metadata.namespace ?? namespace) !== namespace
  ) {
    return [
      `The ${subject} under the key "${key}" would become "${wanted.metadata?.name}".`,
    ];
  }
  switch (existing.kind) {
    case 'Cluster':
      return clusterReasons(subject, existing, wanted);
    case 'Dragonfly':
      return lost(subject, existing, wanted, ['spec', 'snapshot']);
    case 'Stream':
      return streamReasons(subject, existing, wanted);
    case 'ObjectStore':
      return storeReasons(subject, existing, wanted);
    case 'ScheduledBackup':
      return valueAt(wanted.spec, 'suspend') === true &&
        valueAt(existing.spec, 'suspend') !== true
        ? [`The ${subject} would be suspended.`]
        : [];
    default:
      return [];
  }
}

function clusterReasons(
  subject: string,
  existing: KubernetesObject,
  wanted: KubernetesObject,
): string[] {
  const before = Number(valueAt(existing.spec, 'instances') ?? 0);
  const after = Number(valueAt(wanted.spec, 'instances') ?? 0);
  const from = archiveOf(existing);
  const to = archiveOf(wanted);
  return [
    ...(after < before
      ? [`The ${subject} would lose ${before - after} of ${before} instances.`]
      : []),
    ...lost(subject, existing, wanted, ['spec', 'walStorage']),
    ...(from !== undefined && to === undefined
      ? [`The ${subject} would stop writing its archive "${from}".`]
      : []),
    ...(from !== undefined && to !== undefined && !isUpgrade(from, to)
      ? [`The ${subject} would write to the archive "${to}", not "${from}".`]
      : []),
  ];
}

/** An archive that is looked for elsewhere is as good as lost: neither its log nor its base backups are there. */
function storeReasons(
  subject: string,
  existing: KubernetesObject,
  wanted: KubernetesObject,
): string[] {
  const path = ['configuration', 'destinationPath'];
  const before = valueAt(existing.spec, ...path);
  const after = valueAt(wanted.spec, ...path);
  return before === after
    ? []
    : [`The ${subject} would lie at "${after}", not at "${before}".`];
}

/** NATS deletes the messages with a stream that nothing keeps, and makes a new, empty one under another name. */
function streamReasons(
  subject: string,
  existing: KubernetesObject,
  wanted: KubernetesObject,
): string[] {
  const changed = ['name', 'retention', 'storage'].filter(
    field => valueAt(existing.spec, field) !== valueAt(wanted.spec, field),
  );
  return [
    ...changed.map(
      field =>
        `The ${subject} would have another spec.${field}: "${valueAt(
          wanted.spec,
          field,
        )}", not "${valueAt(existing.spec, field)}".`,
    ),
    ...(valueAt(existing.spec, 'preventDelete') === true &&
    valueAt(wanted.spec, 'preventDelete') !== true
      ? [`The ${subject} would lose its messages with its object.`]
      : []),
  ];
}

function lost(
  subject: string,
  existing: KubernetesObject,
  wanted: KubernetesObject,
  path: string[],
): string[] {
  return valueAt(existing, ...path) !== undefined &&
    valueAt(wanted, ...path) === undefined
    ? [`The ${subject} would lose ${path.join('.')}.`]
    : [];
}

/** The same archive, or that of a greater version of the same claim and incarnation. */
function isUpgrade(from: string, to: string): boolean {
  const pattern = /^(.+)-(\d+)-(\d+)$/;
  const before = pattern.exec(from);
  const after = pattern.exec(to);
  return (
    from === to ||
    (before !== null &&
      after !== null &&
      before[1] === after[1] &&
      Number(before[2]) < Number(after[2]) &&
      before[3] === after[3])
  );
}

function groupOf(object: KubernetesObject): string | undefined {
  const version = stringAt(object, 'apiVersion');
  return version?.includes('/') ? version.split('/')[0] : '';
}
