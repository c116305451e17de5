import {
  createTestClaim,
  createTestTree,
  environmentOf,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { valueAt } from '../document/plain';
import { Environment } from '../environment/Environment';
import { Composition, ObservedResources } from '../types';

const tree = createTestTree();
const environment: Environment = {
  ...environmentOf(tree),
  models: {
    default: { provider: 'OpenAI', model: 'gpt-4.1-mini' },
    careful: { provider: 'Anthropic', model: 'claude' },
    local: { provider: 'Ollama', model: 'llama' },
  },
  mcpServers: {
    portal: {
      url: 'http://portal.backstage.svc.cluster.local:7007/api/kagent/mcp',
      readOnlyTools: ['find', 'read'],
    },
    knowledge: { url: 'https://docs.example.com/mcp/', readOnlyTools: ['ask'] },
    tickets: { url: 'https://tickets.example.com/', readOnlyTools: ['list'] },
    metrics: { url: 'http://metrics.tools.svc:9090', readOnlyTools: [] },
  },
};

function render(
  spec: Record<string, unknown> = {},
  observed: ObservedResources = {},
  around: Environment = environment,
): Composition {
  const claim = createTestClaim(tree, {
    kind: 'XAgent',
    name: 'support',
    spec: { description: 'Answers.', prompt: 'Be brief.', ...spec },
  });
  return compose(claim, observed, around);
}

function at(
  composition: Composition,
  key: string,
  ...path: (string | number)[]
): unknown {
  return valueAt(composition.resources[key]?.object, ...path);
}

const DECLARATIVE = ['spec', 'declarative'] as const;

function toolsOf(composition: Composition): unknown {
  return at(composition, 'agent', ...DECLARATIVE, 'tools');
}

const BASE = [
  'agent',
  'alerts',
  'model',
  'model-key',
  'network-policy',
  'portal-server',
  'portal-token',
  'service-account',
];

it.each([
  ['nothing asked', {}, BASE],
  [
    'no portal',
    { portal: false },
    BASE.filter(key => !key.startsWith('portal')),
  ],
  [
    'knowledge',
    { knowledge: { collection: 'handbook' } },
    [...BASE, 'knowledge-server'],
  ],
  [
    'a tool server',
    { tools: [{ server: 'tickets', names: ['list'] }] },
    [...BASE, 'server-tickets'],
  ],
  [
    'more tools of the portal',
    { tools: [{ server: 'portal', names: ['propose'] }] },
    BASE,
  ],
])('composes with %s', (_, spec, keys) => {
  expect(Object.keys(render(spec).resources)).toEqual([...keys].sort());
});

describe('tools', () => {
  it('that only read need no approval', () => {
    expect(toolsOf(render())).toEqual([
      {
        type: 'McpServer',
        mcpServer: {
          apiGroup: 'kagent.dev',
          kind: 'RemoteMCPServer',
          name: 'support-agent-portal',
          toolNames: ['find', 'read'],
        },
      },
    ]);
  });

  it('of which nothing is known need approval, whoever lists them', () => {
    const tools = [
      { server: 'tickets', names: ['list', 'close', 'delete'] },
      { server: 'portal', names: ['read', 'propose'] },
    ];
    expect(toolsOf(render({ tools }))).toMatchObject([
      {
        mcpServer: {
          name: 'support-agent-portal',
          toolNames: ['find', 'propose', 'read'],
          requireApproval: ['propose'],
        },
      },
      {
        mcpServer: {
          name: 'support-agent-tickets',
          toolNames: ['close', 'delete', 'list'],
          requireApproval: ['close', 'delete'],
        },
      },
    ]);
  });

  it('are none without a server', () => {
    expect(toolsOf(render({ portal: false }))).toBeUndefined();
  });
});

describe('servers', () => {
  it('complete the addresses of portal and knowledge', () => {
    const composition = render({ knowledge: { collection: 'handbook' } });
    expect(at(composition, 'portal-server', 'spec', 'url')).toBe(
      'http://portal.backstage.svc.cluster.local:7007/api/kagent/mcp/acme-support',
    );
    expect(at(composition, 'knowledge-server', 'spec', 'url')).toBe(
      'https://docs.example.com/mcp/handbook',
    );
    expect(composition.status).toMatchObject({
      agent: 'acme/support-agent',
      identity: 'user:agents/acme-support',
    });
  });

  it('give only the portal a token, by the name of a secret', () => {
    const composition = render({ knowledge: { collection: 'handbook' } });
    expect(at(composition, 'portal-server', 'spec', 'headersFrom')).toEqual([
      {
        name: 'Authorization',
        valueFrom: {
          type: 'Secret',
          name: 'support-agent-portal',
          key: 'authorization',
        },
      },
    ]);
    expect(
      at(composition, 'knowledge-server', 'spec', 'headersFrom'),
    ).toBeUndefined();
    expect(at(composition, 'portal-token', 'spec')).toMatchObject({
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'tenant-acme' },
      data: [
        { secretKey: 'token', remoteRef: { key: 'support/portal_token' } },
      ],
      target: { template: { data: { authorization: 'Bearer {{ .token }}' } } },
    });
  });
});

it('pays with the key of the tenant', () => {
  const composition = render({ model: 'careful' });
  expect(at(composition, 'model', 'spec')).toEqual({
    provider: 'Anthropic',
    model: 'claude',
    apiKeySecret: 'support-agent-model',
    apiKeySecretKey: 'API_KEY',
  });
  expect(at(composition, 'model-key', 'spec', 'data')).toEqual([
    { secretKey: 'API_KEY', remoteRef: { key: 'support/model_api_key' } },
  ]);
  expect(at(composition, 'agent', ...DECLARATIVE, 'modelConfig')).toBe(
    at(composition, 'model', 'metadata', 'name'),
  );
});

it('takes its prompt from the claim or from a ConfigMap', () => {
  const agent = (spec: Record<string, unknown>) =>
    at(render(spec), 'agent', ...DECLARATIVE);
  expect(agent({})).toMatchObject({ systemMessage: 'Be brief.' });
  const from = agent({
    prompt: undefined,
    promptFrom: { configMap: 'prompts', key: 'support.md' },
  });
  expect(from).toMatchObject({
    systemMessageFrom: {
      type: 'ConfigMap',
      name: 'prompts',
      key: 'support.md',
    },
  });
  expect(from).not.toHaveProperty('systemMessage');
});

it('lets its controller in, and reaches what it needs by name', () => {
  const composition = render({
    model: 'careful',
    tools: [
      { server: 'tickets', names: ['list'] },
      { server: 'metrics', names: ['query'] },
    ],
  });
  const controller = {
    matchLabels: {
      'k8s:io.kubernetes.pod.namespace': 'kagent',
      'k8s:app.kubernetes.io/component': 'controller',
    },
  };
  const ports = (port: string) => [{ ports: [{ port, protocol: 'TCP' }] }];
  const pods = (namespace: string) => [
    { matchLabels: { 'k8s:io.kubernetes.pod.namespace': namespace } },
  ];
  expect(at(composition, 'network-policy', 'spec', 'ingress')).toEqual([
    { fromEndpoints: [controller], toPorts: ports('8080') },
  ]);
  const egress = at(composition, 'network-policy', 'spec', 'egress');
  expect(Array.isArray(egress) ? egress.slice(1) : []).toEqual([
    { toEndpoints: [controller], toPorts: ports('8083') },
    { toFQDNs: [{ matchName: 'api.anthropic.com' }], toPorts: ports('443') },
    { toEndpoints: pods('tools'), toPorts: ports('9090') },
    { toEndpoints: pods('backstage'), toPorts: ports('7007') },
    {
      toFQDNs: [{ matchName: 'tickets.example.com' }],
      toPorts: ports('443'),
    },
  ]);
});

it('selects the pods that kagent makes', () => {
  const composition = render();
  expect(at(composition, 'network-policy', 'spec', 'endpointSelector')).toEqual(
    { matchLabels: { app: 'kagent', kagent: 'support-agent' } },
  );
  expect(
    at(
      composition,
      'agent',
      ...DECLARATIVE,
      'deployment',
      'labels',
      'platform.zerotouch.dev/kind',
    ),
  ).toBe('xagent');
});

it('does not let kagent make an account with a token', () => {
  const composition = render();
  const account = at(composition, 'service-account', 'metadata', 'name');
  expect(account).not.toBe(at(composition, 'agent', 'metadata', 'name'));
  expect(
    at(
      composition,
      'agent',
      ...DECLARATIVE,
      'deployment',
      'serviceAccountName',
    ),
  ).toBe(account);
  expect(
    at(composition, 'service-account', 'automountServiceAccountToken'),
  ).toBe(false);
});

it.each([
  [{ model: 'clever' }, 'The platform has no model "clever"'],
  [{ model: 'local' }, 'comes from "Ollama", which agents cannot reach'],
  [
    { tools: [{ server: 'toString', names: ['x'] }] },
    'The platform has no tool server "toString"',
  ],
  [
    {
      tools: [
        {
          server: 'portal',
          names: [...Array(49).keys()].map(index => `tool-${index}`),
        },
      ],
    },
    'uses 51 tools of "portal"',
  ],
])('refuses %j', (spec, message) => {
  expect(() => render(spec)).toThrow(message);
});

it('refuses more servers than kagent takes', () => {
  const names = [...Array(20).keys()].map(index => `server-${index}`);
  const mcpServers = Object.fromEntries(
    names.map(name => [
      name,
      { url: `https://${name}.example.com`, readOnlyTools: [] },
    ]),
  );
  const tools = names.map(server => ({ server, names: ['use'] }));
  expect(() =>
    render(
      { tools },
      {},
      {
        ...environment,
        mcpServers: { ...environment.mcpServers, ...mcpServers },
      },
    ),
  ).toThrow('uses 21 tool servers');
});

it.each(['portal', 'knowledge'])('refuses a platform without %s', name => {
  const { [name]: _, ...mcpServers } = environment.mcpServers;
  expect(() =>
    render(
      { knowledge: { collection: 'handbook' } },
      {},
      {
        ...environment,
        mcpServers,
      },
    ),
  ).toThrow(`ask for a tool server "${name}"`);
});

it('is ready when kagent says so', () => {
  const { resources } = render();
  const ready = (type: string) => ({
    status: { conditions: [{ type, status: 'True' }] },
  });
  const conditions: Record<string, object> = {
    Agent: ready('Ready'),
    ModelConfig: ready('Accepted'),
    ExternalSecret: ready('Ready'),
  };
  const observed = Object.fromEntries(
    Object.entries(resources).map(([key, { object }]) => [
      key,
      { ...object, ...conditions[object.kind] },
    ]),
  );
  const all = render({}, observed);
  expect(Object.values(all.resources).every(({ ready: is }) => is)).toBe(true);
  expect(all.status).not.toHaveProperty('message');
  const { agent, ...rest } = observed;
  expect(
    render({}, { ...rest, agent: { ...agent, status: {} } }).status,
  ).toMatchObject({ message: 'Agent "support-agent" is not ready.' });
});
