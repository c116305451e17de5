import { stringAt, valueAt } from '../document/plain';
import { Environment } from '../environment/Environment';
import { Claim, Composition } from '../types';
import {
  ConstitutionRule,
  describe,
  expectValue,
  listAt,
  objectsOfKind,
} from './ConstitutionRule';

/** What an agent may do, with whose key, and where it may go. */
export const agents: ConstitutionRule[] = [
  {
    id: 'agent-approvals',
    sentence:
      'An agent asks a person before it uses a tool that is not known to only read.',
    check: (_, composition, environment) =>
      toolsOf(composition).flatMap(tool => {
        const approved = listAt(tool, 'requireApproval');
        const readOnly = readOnlyTools(tool, composition, environment);
        return listAt(tool, 'toolNames')
          .map(String)
          .filter(name => !readOnly.includes(name) && !approved.includes(name))
          .map(name => `The tool "${name}" needs no approval.`);
      }),
  },
  {
    id: 'agent-named-tools',
    sentence: 'An agent uses only tools that are listed by name.',
    check: (_, composition) =>
      toolsOf(composition)
        .filter(tool => listAt(tool, 'toolNames').length === 0)
        .map(
          tool =>
            `The agent may use every tool of "${stringAt(tool, 'name')}".`,
        ),
  },
  {
    id: 'agent-known-servers',
    sentence: 'An agent uses only tool servers of the platform.',
    check: (_, composition, environment) => [
      ...objectsOfKind(composition, 'RemoteMCPServer')
        .filter(({ spec }) => !findServer(spec, environment))
        .map(server => `${describe(server)} is not one of the platform's.`),
      ...toolsOf(composition)
        .filter(tool => !serverOf(tool, composition))
        .map(
          tool =>
            `The tools of "${stringAt(tool, 'name')}" come from elsewhere.`,
        ),
    ],
  },
  {
    id: 'agent-own-key',
    sentence:
      'An agent pays with a key that is its own: no other agent and no other tenant has it.',
    check: (claim, composition) =>
      objectsOfKind(composition, 'ModelConfig').flatMap(model => [
        ...(valueAt(model.spec, 'apiKeyPassthrough') === undefined
          ? []
          : [`${describe(model)} passes on the key of its caller.`]),
        ...keyBreaches(claim, composition, model.spec),
      ]),
  },
  {
    id: 'agent-no-inline-token',
    sentence: 'What an agent proves itself with comes from a secret.',
    check: (_, composition) =>
      objectsOfKind(composition, 'RemoteMCPServer').flatMap(server =>
        listAt(server.spec, 'headersFrom')
          .filter(
            header =>
              stringAt(header, 'valueFrom', 'type') !== 'Secret' ||
              stringAt(header, 'value') !== undefined,
          )
          .map(
            header =>
              `The header "${stringAt(header, 'name')}" of ${describe(
                server,
              )} does not come from a secret.`,
          ),
      ),
  },
  {
    id: 'agent-few-places',
    sentence:
      'An agent reaches its controller, its model and its tool servers by name, and nothing else.',
    check: (claim, composition) =>
      claim.kind === 'XAgent'
        ? objectsOfKind(composition, 'CiliumNetworkPolicy')
            .flatMap(({ spec }) => listAt(spec, 'egress'))
            .filter(
              rule =>
                valueAt(rule, 'toEntities') !== undefined ||
                valueAt(rule, 'toCIDR') !== undefined ||
                valueAt(rule, 'toCIDRSet') !== undefined ||
                valueAt(rule, 'toPorts') === undefined ||
                listAt(rule, 'toEndpoints').some(
                  selector => valueAt(selector, 'matchLabels') === undefined,
                ) ||
                listAt(rule, 'toFQDNs').some(
                  host => valueAt(host, 'matchName') === undefined,
                ),
            )
            .map(() => 'The agent may go to places that nobody named.')
        : [],
  },
];

function toolsOf(composition: Composition): unknown[] {
  return objectsOfKind(composition, 'Agent').flatMap(agent =>
    listAt(agent.spec, 'declarative', 'tools').map(tool =>
      valueAt(tool, 'mcpServer'),
    ),
  );
}

function serverOf(tool: unknown, composition: Composition) {
  return objectsOfKind(composition, 'RemoteMCPServer').find(
    server => server.metadata.name === stringAt(tool, 'name'),
  );
}

/** The server of the environment whose URL an object has, completed or not. */
function findServer(spec: unknown, { mcpServers }: Environment) {
  const url = stringAt(spec, 'url') ?? '';
  return Object.values(mcpServers).find(
    server =>
      url === server.url || url.startsWith(`${server.url.replace(/\/$/, '')}/`),
  );
}

function readOnlyTools(
  tool: unknown,
  composition: Composition,
  environment: Environment,
): string[] {
  const object = serverOf(tool, composition);
  return findServer(object?.spec, environment)?.readOnlyTools ?? [];
}

function keyBreaches(
  claim: Claim,
  composition: Composition,
  model: unknown,
): string[] {
  const name = stringAt(model, 'apiKeySecret');
  const secret = objectsOfKind(composition, 'ExternalSecret').find(
    object => object.metadata.name === name,
  );
  return secret
    ? expectValue(
        `The key behind ${describe(secret)}`,
        stringAt(secret.spec, 'data', 0, 'remoteRef', 'key'),
        `${claim.metadata.name}/model_api_key`,
      )
    : [`Nothing composes the secret "${name}" with the key of the model.`];
}
