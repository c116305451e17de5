import type { RunFunctionResponse } from '@crossplane-org/function-sdk-typescript';
import { ClaimError, Composition, resourceKeys } from '@zerotouch/compositions';
import { readPlatform } from '../__testUtils__/platform';
import {
  createRequest,
  toEnvironmentItem,
  toObserved,
} from '../__testUtils__/requests';
import { sdk } from '../__testUtils__/sdk';
import { runFunction } from './runFunction';

const { environment, examples } = readPlatform();
const postgres = exampleOf('xpostgres/typical');

function exampleOf(name: string) {
  const example = examples.find(one => one.name === name);
  if (!example) {
    throw new Error(`There is no example "${name}".`);
  }
  return example.claim;
}

function run(
  change: (request: Record<string, any>) => void = () => undefined,
): RunFunctionResponse {
  const request: Record<string, any> = JSON.parse(
    JSON.stringify({
      meta: { tag: 'tag' },
      observed: { composite: { resource: postgres }, resources: {} },
      requiredResources: {
        environment: { items: [toEnvironmentItem(environment)] },
      },
    }),
  );
  change(request);
  return runFunction({
    sdk,
    request: sdk.RunFunctionRequest.fromJSON(request),
  });
}

/** The message of the one fatal result; fails when there is none. */
function fatalOf(response: RunFunctionResponse): string {
  expect(response.results).toHaveLength(1);
  const [{ severity, message }] = response.results;
  expect(severity).toBe(sdk.Severity.SEVERITY_FATAL);
  expect(response.desired?.resources).toEqual({});
  return message;
}

function composed(composition: Partial<Composition>): RunFunctionResponse {
  return runFunction({
    sdk,
    request: createRequest({ sdk, claim: postgres, environment }),
    compose: () => ({
      result: 'ok',
      composition: {
        resources: {},
        conditions: [],
        status: {},
        warnings: [],
        ...composition,
      },
    }),
  });
}

const object = (name: string, spec: Record<string, unknown> = {}) => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name },
  spec,
});

describe('a response', () => {
  it('carries the tag of the request and a time to live', () => {
    expect(run().meta).toEqual({
      tag: 'tag',
      ttl: { seconds: 60, nanos: 0 },
    });
  });

  it.each(examples)('of $name uses frozen keys only', ({ claim }) => {
    const response = runFunction({
      sdk,
      request: createRequest({ sdk, claim, environment }),
    });
    for (const key of Object.keys(response.desired?.resources ?? {})) {
      expect(
        resourceKeys[claim.kind].some(frozen =>
          frozen.endsWith('*')
            ? key.startsWith(frozen.slice(0, -1))
            : key === frozen,
        ),
      ).toBe(true);
    }
  });

  it('sets the status of the claim and nothing else of it', () => {
    const { resource } = run().desired?.composite ?? {};
    expect(Object.keys(resource ?? {}).sort()).toEqual([
      'apiVersion',
      'kind',
      'status',
    ]);
    expect(resource?.status).toMatchObject({
      secretName: `${postgres.metadata.name}-pg-app`,
      message: expect.stringMatching(/does not exist yet/),
    });
  });

  it('assigns each object whole: no list is merged or made unique', () => {
    const request = createRequest({ sdk, claim: postgres, environment });
    const args = ['-v', '1', '-w', '1'];
    request.desired = {
      composite: undefined,
      resources: {
        main: sdk.fromObject(object('main', { args: ['-x', '1'], old: true })),
        earlier: sdk.fromObject(object('earlier')),
      },
    };
    const response = runFunction({
      sdk,
      request,
      compose: () => ({
        result: 'ok',
        composition: {
          resources: {
            main: { object: object('main', { args }), ready: true },
          },
          conditions: [],
          status: {},
          warnings: [],
        },
      }),
    });
    expect(response.desired?.resources.main.resource?.spec).toEqual({ args });
    expect(response.desired?.resources.earlier.resource).toEqual(
      object('earlier'),
    );
  });

  it.each([
    [[true, true], 'READY_TRUE'],
    [[true, false], 'READY_FALSE'],
  ] as const)('with objects ready %j is %s', (states, expected) => {
    const response = composed({
      resources: Object.fromEntries(
        states.map((ready, index) => [
          `key-${index}`,
          { object: object(`n${index}`), ready },
        ]),
      ),
    });
    expect(response.desired?.composite?.ready).toBe(sdk.Ready[expected]);
    expect(
      Object.values(response.desired?.resources ?? {}).map(
        ({ ready }) => ready === sdk.Ready.READY_TRUE,
      ),
    ).toEqual(states);
  });

  it('hands on conditions and warnings', () => {
    const response = composed({
      resources: { a: { object: object('a'), ready: true } },
      conditions: (['True', 'False', 'Unknown'] as const).map(status => ({
        type: `Is${status}`,
        status,
        reason: 'Because',
        message: 'It is so.',
      })),
      warnings: ['Take care.'],
    });
    expect(response.conditions).toEqual(
      [
        ['IsTrue', sdk.Status.STATUS_CONDITION_TRUE],
        ['IsFalse', sdk.Status.STATUS_CONDITION_FALSE],
        ['IsUnknown', sdk.Status.STATUS_CONDITION_UNKNOWN],
      ].map(([type, status]) => ({
        type,
        status,
        reason: 'Because',
        message: 'It is so.',
        target: sdk.Target.TARGET_COMPOSITE,
      })),
    );
    expect(response.results).toEqual([
      {
        severity: sdk.Severity.SEVERITY_WARNING,
        message: 'Take care.',
        target: sdk.Target.TARGET_COMPOSITE,
      },
    ]);
  });

  it.each(examples)(
    'of $name never uses a condition that belongs to Crossplane',
    ({ claim }) => {
      const { conditions } = runFunction({
        sdk,
        request: createRequest({ sdk, claim, environment }),
      });
      for (const { type } of conditions) {
        expect(['Ready', 'Synced', 'Responsive']).not.toContain(type);
      }
    },
  );

  it.each(examples)('of $name has no undefined field', ({ claim }) => {
    const { desired } = runFunction({
      sdk,
      request: createRequest({ sdk, claim, environment }),
    });
    const objects = {
      ...toObserved({ ...run(), desired }),
      composite: desired?.composite?.resource,
    };
    expect(objects).toStrictEqual(JSON.parse(JSON.stringify(objects)));
  });
});

describe('refuses', () => {
  it('a claim that compose() refuses, with the place of the field', () => {
    const message = fatalOf(
      run(({ observed }) => {
        delete observed.composite.resource.spec.version;
      }),
    );
    expect(message).toMatch(/^\/spec\/version: /);
  });

  it('to leave out an object that holds data', () => {
    const first = run();
    const request = createRequest({
      sdk,
      claim: postgres,
      environment,
      observed: toObserved(first),
    });
    request.observed!.resources['old-cluster'] = sdk.fromObject({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'old', namespace: 'acme' },
    });
    expect(fatalOf(runFunction({ sdk, request }))).toContain(
      'The Cluster "old" under the key "old-cluster" would be deleted.',
    );
  });

  it.each([
    ['apps.example.com/v1', 'XPostgres'],
    ['platform.zerotouch.dev/v1', 'XPostgres'],
    ['v1', 'ConfigMap'],
  ])('a composite resource %s %s', (apiVersion, kind) => {
    expect(
      fatalOf(
        run(({ observed }) => {
          Object.assign(observed.composite.resource, { apiVersion, kind });
        }),
      ),
    ).toBe(
      `/apiVersion: This function composes "platform.zerotouch.dev/v1alpha1", not "${apiVersion}"; correct the functionRef of the Composition.`,
    );
  });

  it('a kind without a composition', () => {
    expect(
      fatalOf(
        run(({ observed }) => {
          observed.composite.resource.kind = 'XNothing';
        }),
      ),
    ).toBe('/kind: There is no composition for "XNothing".');
  });

  it.each([
    [undefined, 'names no required resource "environment"'],
    [{ items: [] }, 'There is no EnvironmentConfig "platform"'],
    [
      { items: [toEnvironmentItem({}), toEnvironmentItem({})] },
      'There is more than one EnvironmentConfig',
    ],
    [{ items: [{}] }, 'is no environment; correct platform/cluster.yaml.'],
    [
      { items: [toEnvironmentItem({ ...environment, topology: 'ring' })] },
      '/topology: topology must be one of "single", "multi", not "ring".',
    ],
  ])('the environment %j', (items, message) => {
    expect(
      fatalOf(
        run(request => {
          request.requiredResources = items ? { environment: items } : {};
        }),
      ),
    ).toContain(message);
  });

  it('with a sentence when composing throws what it should not', () => {
    const response = runFunction({
      sdk,
      request: createRequest({ sdk, claim: postgres, environment }),
      compose: () => {
        throw new ClaimError('/spec', 'out of luck');
      },
    });
    expect(fatalOf(response)).toMatch(/nothing is changed.*out of luck/);
  });
});

describe('whatever comes', () => {
  const odd = [
    undefined,
    null,
    0,
    '',
    'text',
    [],
    [null],
    {},
    { apiVersion: 1 },
    { apiVersion: 'v1', kind: 'Cluster' },
    { apiVersion: 'v1', kind: 'Cluster', metadata: null },
    { apiVersion: 'v1', kind: 'Cluster', metadata: { name: 7 } },
    { apiVersion: 'v1', kind: 'Cluster', metadata: { name: 'a', labels: [] } },
  ];

  it.each(odd)('an observed object %j changes nothing', resource => {
    const response = run(({ observed }) => {
      observed.resources.cluster = { resource };
    });
    expect(fatalOf(response)).toContain(
      'What exists under the key "cluster" is no Kubernetes object.',
    );
  });

  it.each(odd)('a composite resource %j changes nothing', resource => {
    const message = fatalOf(
      run(({ observed }) => {
        observed.composite = { resource };
      }),
    );
    expect(message).not.toBe('');
  });

  it('every field of every example may hold anything', () => {
    const values = [null, 0, -1, 1e300, '', 'x', [], [1], {}, { a: 1 }, true];
    let refused = 0;
    for (const { claim } of examples) {
      for (const field of Object.keys(claim.spec)) {
        for (const value of values) {
          const broken = { ...claim, spec: { ...claim.spec, [field]: value } };
          const response = runFunction({
            sdk,
            request: createRequest({ sdk, claim: broken, environment }),
          });
          const fatal = response.results.some(
            ({ severity }) => severity === sdk.Severity.SEVERITY_FATAL,
          );
          refused += fatal ? 1 : 0;
          expect(
            fatal || Object.keys(response.desired?.resources ?? {}).length > 0,
          ).toBe(true);
          sdk.RunFunctionResponse.encode(response).finish();
        }
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  it('observed objects of the wrong kind under right keys end no process', () => {
    const keys = Object.keys(run().desired?.resources ?? {});
    for (const status of [
      null,
      7,
      [],
      { conditions: 'x' },
      { conditions: [null, 1] },
    ]) {
      const response = run(({ observed }) => {
        for (const key of keys) {
          observed.resources[key] = {
            resource: { ...object(key), spec: null, status },
          };
        }
      });
      expect(response.meta?.tag).toBe('tag');
    }
  });
});
