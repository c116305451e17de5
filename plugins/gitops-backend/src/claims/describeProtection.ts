import { Claim, Composition, isStateful } from '@zerotouch/compositions';
import { PreviewProtection } from '@zerotouch/plugin-gitops-common';

/** What a deletion does to the data of each kind of object; the others hold none. */
const KEPT: Record<string, string> = {
  Cluster:
    'The volumes of the database stay, because their storage class retains them.',
  ObjectStore:
    'The backups in the locked bucket stay until their lock period ends; nobody can delete them earlier.',
  Dragonfly:
    'The snapshot volumes of the cache stay, because their storage class retains them.',
  Stream: 'The stream stays in NATS with its messages; it refuses deletion.',
  PersistentVolumeClaim:
    'The volume stays, because its storage class retains it.',
  Namespace:
    'The namespace cannot go before every claim in it is retired, and it is protected by itself.',
};

/** What is protected, by what composes it. */
const PROTECTORS: Record<string, string> = {
  Usage: 'Deleting the claim in the cluster is refused while it holds data.',
  ClusterUsage:
    'Deleting the tenant or its namespace in the cluster is refused.',
  ScheduledBackup:
    'Base backups are taken on schedule and every change is archived between them.',
};

/** Says in plain words how the data of a claim is kept, from the objects that it becomes. */
export function describeProtection(
  claim: Claim,
  composition: Composition,
): PreviewProtection {
  const kinds = [
    ...new Set(
      Object.values(composition.resources).map(({ object }) => object.kind),
    ),
  ];
  if (!isStateful(claim)) {
    return {
      isStateful: false,
      protects: [],
      deletion: [
        'It keeps no data: deleting its file deletes everything that it became.',
      ],
    };
  }
  const sentences = (table: Record<string, string>) =>
    kinds.flatMap(kind => (Object.hasOwn(table, kind) ? [table[kind]] : []));
  return {
    isStateful: true,
    protects: [
      'Argo CD neither prunes nor deletes it when its file goes.',
      ...sentences(PROTECTORS),
    ],
    deletion: [
      'It is retired in two proposals: the first releases the protection, the second deletes the file.',
      ...sentences(KEPT),
    ],
  };
}
