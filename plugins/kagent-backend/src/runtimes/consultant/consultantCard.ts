import type { AgentCard } from '@a2a-js/sdk';

/** Id of the consultant in the list of agents and in its route. */
export const CONSULTANT_ID = 'consultant';
/** Title of the consultant. */
export const CONSULTANT_TITLE = 'Consultant';

/** What the consultant is, in one or two sentences. */
export function describeConsultant(options: { model?: string }): string {
  return options.model
    ? `Answers from the docs of this platform with citations, and from tools that see what you may see. Its answers are written by ${options.model}; without it, it quotes the docs.`
    : 'Answers from the docs of this platform with citations, explains proposals and alerts, and prepares ready claims for its building blocks. It uses no language model.';
}

/** What the consultant can do, with and without a model. */
export const consultantSkills = [
  {
    id: 'answer-from-docs',
    name: 'Answer from the docs',
    description:
      'Quotes the passages of the docs that answer a question, or says that there are none.',
    tags: ['docs', 'search'],
    examples: ['How do I restore a database?'],
  },
  {
    id: 'add-a-lego',
    name: 'Add or change a building block',
    description:
      'Gives the approved pattern for a platform API, a ready claim, and the address of the filled-in template.',
    tags: ['claims', 'templates'],
    examples: ['How do I add a Dragonfly cache?'],
  },
  {
    id: 'platform-state',
    name: 'Tell the state of the platform',
    description:
      'Counts what the catalog holds by layer and tenant, names entities with errors, and tells what changed last, as far as the person may see it.',
    tags: ['catalog', 'status'],
    examples: ['What is the state of the platform?'],
  },
  {
    id: 'explain-proposal',
    name: 'Explain a proposal',
    description:
      'Tells what a proposal changes in the cluster, what its checks say, how risky it is, and who must approve it.',
    tags: ['proposals', 'review'],
    examples: ['Explain proposal 12'],
  },
  {
    id: 'find-runbook',
    name: 'Find the runbook for an alert',
    description:
      'Names the runbook and the rule of an alert and quotes the first steps, or says that there is none.',
    tags: ['alerts', 'runbooks'],
    examples: ['Which runbook is for PostgresBackupTooOld?'],
  },
];

/**
 * Describes the consultant to A2A clients.
 *
 * @param options.url - The absolute address of its JSON-RPC endpoint.
 * @param options.model - Name of the model; absent without one.
 */
export function createConsultantCard(options: {
  url: string;
  model?: string;
}): AgentCard {
  const inputModes = ['text/plain'];
  const outputModes = ['text/markdown', 'application/json'];
  return {
    name: CONSULTANT_TITLE,
    description: `${describeConsultant(
      options,
    )} Over A2A it only reads: nothing that writes can be approved there.`,
    version: '1.0.0',
    provider: undefined,
    supportedInterfaces: [
      {
        url: options.url,
        protocolBinding: 'JSONRPC',
        protocolVersion: '1.0',
        tenant: '',
      },
    ],
    capabilities: {
      streaming: true,
      pushNotifications: false,
      extendedAgentCard: false,
      extensions: [],
    },
    securitySchemes: {
      portal: {
        scheme: {
          $case: 'httpAuthSecurityScheme',
          value: {
            scheme: 'Bearer',
            bearerFormat: 'JWT',
            description: 'A token of this portal.',
          },
        },
      },
    },
    securityRequirements: [{ schemes: { portal: { list: [] } } }],
    defaultInputModes: inputModes,
    defaultOutputModes: outputModes,
    signatures: [],
    skills: consultantSkills.map(skill => ({
      ...skill,
      inputModes,
      outputModes,
      securityRequirements: [],
    })),
  };
}
