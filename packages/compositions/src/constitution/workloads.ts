import { stringAt, valueAt } from '../document/plain';
import { toMebibytes } from '../compose/quantity';
import { KubernetesObject } from '../types';
import {
  ConstitutionRule,
  describe,
  expectValue,
  listAt,
  mappingsOf,
  objectsOf,
  objectsOfKind,
} from './ConstitutionRule';

/** What pods may be and do. */
export const workloads: ConstitutionRule[] = [
  {
    id: 'hardened-pods',
    sentence:
      'Pods run as an ordinary user, without capabilities, escalation or a view of the node.',
    check: (_, composition) => [
      ...objectsOfKind(composition, 'Deployment').flatMap(deployment => {
        const pod = valueAt(deployment.spec, 'template', 'spec');
        return [
          ...podBreaches(deployment, valueAt(pod, 'securityContext')),
          ...containersOf(deployment).flatMap(container =>
            containerBreaches(
              deployment,
              valueAt(container, 'securityContext'),
            ),
          ),
          ...nodeBreaches(deployment, pod),
        ];
      }),
      ...objectsOfKind(composition, 'Dragonfly').flatMap(cache => [
        ...podBreaches(cache, valueAt(cache.spec, 'podSecurityContext')),
        ...containerBreaches(
          cache,
          valueAt(cache.spec, 'containerSecurityContext'),
        ),
      ]),
      ...objectsOfKind(composition, 'Agent').flatMap(agent => {
        const pods = valueAt(agent.spec, 'declarative', 'deployment');
        return [
          ...podBreaches(agent, valueAt(pods, 'podSecurityContext')),
          ...containerBreaches(agent, valueAt(pods, 'securityContext')),
        ];
      }),
    ],
  },
  {
    id: 'bounded-pods',
    sentence: 'Every workload says how much it needs and the most it may take.',
    check: (_, composition) =>
      objectsOf(composition).flatMap(object => {
        return askedBy(object).flatMap(resources =>
          ['requests', 'limits'].flatMap(bound =>
            ['cpu', 'memory']
              .filter(unit => stringAt(resources, bound, unit) === undefined)
              .map(unit => `${describe(object)} has no ${bound}.${unit}.`),
          ),
        );
      }),
  },
  {
    id: 'pinned-images',
    sentence:
      'The images of the platform have a version; none is called latest.',
    check: (_, composition) =>
      objectsOf(composition).flatMap(object =>
        mappingsOf(object.spec)
          .map(
            ({ mapping }) =>
              stringAt(mapping, 'imageName') ??
              (object.kind === 'Dragonfly'
                ? stringAt(mapping, 'image')
                : undefined),
          )
          .filter(
            image =>
              image !== undefined && !/:(?!latest)[\w.-]+(@|$)/.test(image),
          )
          .map(
            image =>
              `The image "${image}" of ${describe(object)} has no version.`,
          ),
      ),
  },
  {
    id: 'cache-password',
    sentence: 'A cache asks for its password, and its walls are ours.',
    check: (_, composition) =>
      objectsOfKind(composition, 'Dragonfly').flatMap(cache => [
        ...(stringAt(
          cache.spec,
          'authentication',
          'passwordFromSecret',
          'name',
        ) === undefined
          ? [`${describe(cache)} asks for no password.`]
          : []),
        ...expectValue(
          `spec.networkPolicyEnabled of ${describe(cache)}`,
          valueAt(cache.spec, 'networkPolicyEnabled'),
          false,
        ),
      ]),
  },
  {
    id: 'cache-memory',
    sentence:
      'A cache leaves a quarter of its memory free, so that it is never ended for want of it.',
    check: (_, composition) =>
      objectsOfKind(composition, 'Dragonfly').flatMap(cache => {
        const limit = toMebibytes(
          stringAt(cache.spec, 'resources', 'limits', 'memory') ?? '0',
        );
        const argument = listAt(cache.spec, 'args')
          .map(String)
          .find(item => item.startsWith('--maxmemory='));
        const most = Number(/=(\d+)mb$/.exec(argument ?? '')?.[1] ?? Infinity);
        return most <= limit * 0.75
          ? []
          : [`${describe(cache)} may fill its memory to the brim.`];
      }),
  },
];

function askedBy(object: KubernetesObject): unknown[] {
  switch (object.kind) {
    case 'Cluster':
    case 'Dragonfly':
      return [valueAt(object.spec, 'resources')];
    case 'Agent':
      return [valueAt(object.spec, 'declarative', 'deployment', 'resources')];
    default:
      return containersOf(object).map(container =>
        valueAt(container, 'resources'),
      );
  }
}

function containersOf(object: KubernetesObject): unknown[] {
  const pod = valueAt(object.spec, 'template', 'spec');
  return [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')];
}

function podBreaches(object: KubernetesObject, context: unknown): string[] {
  return [
    ...expectValue(
      `runAsNonRoot of ${describe(object)}`,
      valueAt(context, 'runAsNonRoot'),
      true,
    ),
    ...expectValue(
      `The seccomp profile of ${describe(object)}`,
      valueAt(context, 'seccompProfile', 'type'),
      'RuntimeDefault',
    ),
  ];
}

function containerBreaches(
  object: KubernetesObject,
  context: unknown,
): string[] {
  return [
    ...expectValue(
      `allowPrivilegeEscalation of ${describe(object)}`,
      valueAt(context, 'allowPrivilegeEscalation'),
      false,
    ),
    ...expectValue(
      `The dropped capabilities of ${describe(object)}`,
      listAt(context, 'capabilities', 'drop').join(),
      'ALL',
    ),
    ...(valueAt(context, 'privileged') === true ||
    listAt(context, 'capabilities', 'add').length > 0
      ? [`${describe(object)} takes more rights than a pod needs.`]
      : []),
  ];
}

function nodeBreaches(object: KubernetesObject, pod: unknown): string[] {
  const shares = ['hostNetwork', 'hostPID', 'hostIPC'].some(
    field => valueAt(pod, field) === true,
  );
  const mounts = listAt(pod, 'volumes').some(
    volume => valueAt(volume, 'hostPath') !== undefined,
  );
  return shares || mounts
    ? [`${describe(object)} sees the node that it runs on.`]
    : [];
}
