import { Refusal } from '../claim/refusals';
import { EventConsumer, XEventStreamSpec } from './XEventStreamSpec';
import { subjectCovers, subjectsOverlap } from './subjects';

type StreamSpec = Pick<XEventStreamSpec, 'subjects' | 'retention'> & {
  consumers?: Pick<EventConsumer, 'name' | 'filterSubjects'>[];
};

/** What NATS would refuse, or take without ever delivering a message, and what would leave the tenant's own subjects. */
export function eventStreamRefusals(options: {
  tenant: string;
  spec: StreamSpec;
}): Refusal[] {
  const { tenant, spec } = options;
  return [
    ...subjectRefusals(tenant, spec.subjects),
    ...(spec.consumers ?? []).flatMap((consumer, index) =>
      filterRefusals(spec, consumer, index),
    ),
    ...(spec.retention === 'workqueue' ? workQueueRefusals(spec) : []),
  ];
}

function subjectRefusals(tenant: string, subjects: string[]): Refusal[] {
  return subjects.flatMap((subject, index) => {
    const path = `/spec/subjects/${index}`;
    const other = subjects
      .slice(0, index)
      .find(earlier => subjectsOverlap(earlier, subject));
    return [
      ...(subject.startsWith(`${tenant}.`)
        ? []
        : [
            {
              rule: 'stream-subjects',
              path,
              message: `The subject "${subject}" must begin with "${tenant}.", the name of the tenant; use "${tenant}.${subject}".`,
            },
          ]),
      ...(other === undefined
        ? []
        : [
            {
              rule: 'stream-subjects',
              path,
              message: `The subjects "${other}" and "${subject}" overlap; NATS would refuse the stream. Remove one of them.`,
            },
          ]),
    ];
  });
}

function filterRefusals(
  { subjects }: StreamSpec,
  { name, filterSubjects = [] }: Pick<EventConsumer, 'name' | 'filterSubjects'>,
  consumer: number,
): Refusal[] {
  return filterSubjects.flatMap((filter, index) => {
    const path = `/spec/consumers/${consumer}/filterSubjects/${index}`;
    const other = filterSubjects
      .slice(0, index)
      .find(earlier => subjectsOverlap(earlier, filter));
    return [
      ...(subjects.some(subject => subjectCovers(subject, filter))
        ? []
        : [
            {
              rule: 'stream-filters',
              path,
              message: `The consumer "${name}" waits for "${filter}", which no subject of this stream covers; it would never get a message.`,
            },
          ]),
      ...(other === undefined
        ? []
        : [
            {
              rule: 'stream-filters',
              path,
              message: `The filters "${other}" and "${filter}" of the consumer "${name}" overlap; remove one of them.`,
            },
          ]),
    ];
  });
}

/** In a work queue each message has one taker, so that the filters of two consumers must not meet. */
function workQueueRefusals({ consumers = [] }: StreamSpec): Refusal[] {
  return consumers.flatMap(({ name, filterSubjects = [] }, position) =>
    filterSubjects.flatMap((filter, index) => {
      const other = consumers
        .slice(0, position)
        .find(earlier =>
          (earlier.filterSubjects ?? []).some(taken =>
            subjectsOverlap(taken, filter),
          ),
        );
      return other === undefined
        ? []
        : [
            {
              rule: 'stream-filters',
              path: `/spec/consumers/${position}/filterSubjects/${index}`,
              message: `The consumers "${other.name}" and "${name}" would both take "${filter}", but in a work queue each message has one taker; make their filters disjoint.`,
            },
          ];
    }),
  );
}
