import { stringAt, valueAt } from '../document/plain';
import { Claim, Composition, KubernetesObject } from '../types';
import {
  deadLetterName,
  deadLetterSubject,
  streamName,
} from '../xeventstream/streamNames';
import { subjectsOverlap } from '../xeventstream/subjects';
import {
  ConstitutionRule,
  describe,
  expectValue,
  listAt,
  objectAt,
  objectsOfKind,
} from './ConstitutionRule';

/** What messages may rely on, and where they belong. */
export const eventStreams: ConstitutionRule[] = [
  {
    id: 'stream-on-disk',
    sentence:
      'A stream keeps its messages on disk, and has an end in time and in bytes.',
    check: (_, composition) =>
      objectsOfKind(composition, 'Stream').flatMap(stream => [
        ...expectValue(
          `spec.storage of ${describe(stream)}`,
          valueAt(stream.spec, 'storage'),
          'file',
        ),
        ...(Number(valueAt(stream.spec, 'maxBytes')) > 0 &&
        stringAt(stream.spec, 'maxAge') !== undefined
          ? []
          : [`${describe(stream)} has no end.`]),
      ]),
  },
  {
    id: 'stream-survives',
    sentence: 'The messages of a stream stay when its object goes.',
    check: (_, composition) =>
      objectsOfKind(composition, 'Stream').flatMap(stream =>
        expectValue(
          `spec.preventDelete of ${describe(stream)}`,
          valueAt(stream.spec, 'preventDelete'),
          true,
        ),
      ),
  },
  {
    id: 'stream-own-names',
    sentence:
      'Streams and subjects begin with the name of their tenant, and a message belongs to one stream.',
    check: nameBreaches,
  },
  {
    id: 'stream-own-account',
    sentence:
      "Streams and consumers are made in the tenant's own account, by credentials that workloads do not have.",
    check: accountBreaches,
  },
  {
    id: 'explicit-ack',
    sentence:
      'A message counts as done when a service says so, unless the claim says otherwise; in a work queue always.',
    check: ackBreaches,
  },
  {
    id: 'dead-letters-kept',
    sentence:
      'Messages that a consumer gives up are remembered, and somebody is told, unless the claim says otherwise.',
    check: deadLetterBreaches,
  },
];

function tenantOf({ metadata }: Claim): string {
  return metadata.namespace ?? '';
}

function nameBreaches(claim: Claim, composition: Composition): string[] {
  const tenant = tenantOf(claim);
  const { name } = claim.metadata;
  const own = [streamName(tenant, name), deadLetterName(tenant, name)];
  const streams = objectsOfKind(composition, 'Stream');
  const subjects = streams.flatMap(stream =>
    listAt(stream.spec, 'subjects').map(subject => ({
      stream,
      subject: String(subject),
    })),
  );
  return [
    ...[...streams, ...objectsOfKind(composition, 'Consumer')].flatMap(object =>
      own.includes(
        stringAt(object.spec, 'streamName') ??
          stringAt(object.spec, 'name') ??
          '',
      )
        ? []
        : [`${describe(object)} is about a stream of somebody else.`],
    ),
    ...subjects
      .filter(
        ({ subject }) =>
          !subject.startsWith(`${tenant}.`) &&
          !subject.startsWith(deadLetterSubject(own[0], '')) &&
          subject !== own[1],
      )
      .map(
        ({ stream, subject }) =>
          `${describe(stream)} keeps "${subject}", which is not the tenant's.`,
      ),
    ...subjects.flatMap(({ subject }, index) =>
      subjects
        .slice(0, index)
        .filter(earlier => subjectsOverlap(earlier.subject, subject))
        .map(earlier => `"${earlier.subject}" and "${subject}" overlap.`),
    ),
  ];
}

function accountBreaches(claim: Claim, composition: Composition): string[] {
  if (claim.kind !== 'XEventStream') {
    return [];
  }
  const account = objectAt(composition, 'account');
  const secret = stringAt(account?.spec, 'user', 'secret', 'name');
  return [
    ...expectValue(
      'spec.name of the Account',
      stringAt(account?.spec, 'name'),
      tenantOf(claim),
    ),
    ...expectValue(
      'The secret of the Account',
      secret,
      objectAt(composition, 'controller-credentials')?.metadata.name,
    ),
    ...['Stream', 'Consumer']
      .flatMap(kind => objectsOfKind(composition, kind))
      .flatMap(object =>
        expectValue(
          `spec.account of ${describe(object)}`,
          stringAt(object.spec, 'account'),
          account?.metadata.name,
        ),
      ),
  ];
}

/** The consumers of the claim, each with its object. */
function consumersOf(claim: Claim, composition: Composition) {
  return listAt(claim.spec, 'consumers').map(consumer => {
    const name = stringAt(consumer, 'name') ?? '';
    return {
      name,
      consumer,
      object: objectAt(composition, `consumer-${name}`),
    };
  });
}

function ackBreaches(claim: Claim, composition: Composition): string[] {
  if (claim.kind !== 'XEventStream') {
    return [];
  }
  const queue = objectsOfKind(composition, 'Stream').some(
    stream => valueAt(stream.spec, 'retention') === 'workqueue',
  );
  return consumersOf(claim, composition).flatMap(
    ({ name, consumer, object }) => [
      ...expectValue(
        `spec.ackPolicy of the consumer "${name}"`,
        stringAt(object?.spec, 'ackPolicy'),
        queue ? 'explicit' : stringAt(consumer, 'ackPolicy') ?? 'explicit',
      ),
      ...(stringAt(object?.spec, 'ackWait') === undefined
        ? [`The consumer "${name}" waits for no acknowledgement.`]
        : []),
    ],
  );
}

function deadLetterBreaches(claim: Claim, composition: Composition): string[] {
  if (claim.kind !== 'XEventStream') {
    return [];
  }
  const own = streamName(tenantOf(claim), claim.metadata.name);
  const remembered = consumersOf(claim, composition).filter(
    ({ consumer }) =>
      valueAt(consumer, 'deadLetter') === true &&
      valueAt(consumer, 'ackPolicy') !== 'none',
  );
  const kept = listAt(objectAt(composition, 'dead-letters')?.spec, 'subjects');
  return [
    ...remembered
      .filter(({ name }) => !kept.includes(deadLetterSubject(own, name)))
      .map(({ name }) => `What the consumer "${name}" gives up is forgotten.`),
    ...(remembered.length > 0 && !isTold(objectAt(composition, 'alerts'))
      ? ['Nobody is told of messages that were given up.']
      : []),
  ];
}

function isTold(rules: KubernetesObject | undefined): boolean {
  return listAt(rules?.spec, 'groups')
    .flatMap(group => listAt(group, 'rules'))
    .some(rule => valueAt(rule, 'alert') === 'EventStreamDeadLetters');
}
