import { Refusal } from '../claim/refusals';
import { Environment } from '../environment/Environment';
import { providerHosts } from './providers';
import { KNOWLEDGE, PORTAL, findServer, toolServers } from './toolServers';
import { XAgentSpec } from './XAgentSpec';

/** Limits of kagent's Agent. */
const MAX_SERVERS = 20;
const MAX_TOOLS = 50;

/** What an environment does not allow an agent: models, tool servers and providers that it does not have, and more than kagent takes. */
export function agentRefusals(options: {
  name: string;
  tenant: string;
  spec: XAgentSpec;
  environment?: Environment;
}): Refusal[] {
  const { spec, environment } = options;
  if (!environment) {
    return [];
  }
  return [
    ...modelRefusals(spec, environment),
    ...serverRefusals(spec, environment),
    ...countRefusals({ ...options, environment }),
  ];
}

function modelRefusals(
  { model }: XAgentSpec,
  { models }: Environment,
): Refusal[] {
  const path = '/spec/model';
  if (!Object.hasOwn(models, model)) {
    return [
      {
        rule: 'model',
        path,
        message: `The platform has no model "${model}"; choose ${list(
          Object.keys(models),
        )}.`,
      },
    ];
  }
  const { provider } = models[model];
  return Object.hasOwn(providerHosts, provider)
    ? []
    : [
        {
          rule: 'model',
          path,
          message: `The model "${model}" comes from "${provider}", which agents cannot reach; choose one from ${list(
            Object.keys(providerHosts),
          )}.`,
        },
      ];
}

function serverRefusals(spec: XAgentSpec, environment: Environment): Refusal[] {
  const known = Object.keys(environment.mcpServers).sort();
  const listed = (spec.tools ?? []).flatMap(({ server }, index) =>
    findServer(environment, server)
      ? []
      : [
          {
            rule: 'tool-server',
            path: `/spec/tools/${index}/server`,
            message: `The platform has no tool server "${server}"; choose ${list(
              known,
            )}.`,
          },
        ],
  );
  const missing = (name: string, path: string, what: string): Refusal[] =>
    findServer(environment, name)
      ? []
      : [
          {
            rule: 'tool-server',
            path,
            message: `This platform offers agents no ${what}; ask for a tool server "${name}" in platform/cluster.yaml, or leave the field out.`,
          },
        ];
  return [
    ...listed,
    ...(spec.portal ? missing(PORTAL, '/spec/portal', 'portal') : []),
    ...(spec.knowledge
      ? missing(KNOWLEDGE, '/spec/knowledge', 'search in documents')
      : []),
  ];
}

function countRefusals(options: {
  name: string;
  tenant: string;
  spec: XAgentSpec;
  environment: Environment;
}): Refusal[] {
  const servers = toolServers(options);
  const crowded = servers.find(({ toolNames }) => toolNames.length > MAX_TOOLS);
  return [
    ...(servers.length > MAX_SERVERS
      ? [
          {
            rule: 'tool-count',
            path: '/spec/tools',
            message: `The agent uses ${servers.length} tool servers, portal and knowledge included; it may use ${MAX_SERVERS}.`,
          },
        ]
      : []),
    ...(crowded
      ? [
          {
            rule: 'tool-count',
            path: '/spec/tools',
            message: `The agent uses ${crowded.toolNames.length} tools of "${crowded.name}"; it may use ${MAX_TOOLS} of one server.`,
          },
        ]
      : []),
  ];
}

function list(names: string[]): string {
  return names.map(name => `"${name}"`).join(', ');
}
