import type { AgentCard } from '@a2a-js/sdk';
import { MAX_MESSAGE_LENGTH } from '@zerotouch/plugin-kagent-common';

/** Id of the consultant in the list of agents and in its route. */
export const CONSULTANT_ID = 'consultant';
/** Title of the consultant. */
export const CONSULTANT_TITLE = 'Consultant';
/** What the consultant is, in one sentence. */
export const CONSULTANT_DESCRIPTION =
  'Answers from the docs of this platform with citations, and prepares ready claims for its building blocks. It uses no language model.';

/**
 * Describes the consultant to A2A clients.
 *
 * @param options.url - The absolute address of its JSON-RPC endpoint.
 */
export function createConsultantCard(options: { url: string }): AgentCard {
  const text = ['text/plain'];
  return {
    name: CONSULTANT_TITLE,
    description: CONSULTANT_DESCRIPTION,
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
    defaultInputModes: text,
    defaultOutputModes: ['text/markdown', 'application/json'],
    signatures: [],
    skills: [
      {
        id: 'answer-from-docs',
        name: 'Answer from the docs',
        description: `Quotes the passages of the docs that answer a question of at most ${MAX_MESSAGE_LENGTH} characters, or says that there are none.`,
        tags: ['docs', 'search'],
        examples: ['How do I restore a database?'],
        inputModes: text,
        outputModes: ['text/markdown', 'application/json'],
        securityRequirements: [],
      },
      {
        id: 'add-a-lego',
        name: 'Add or change a building block',
        description:
          'Gives the approved pattern for a platform API, a ready claim, and the address of the filled-in template.',
        tags: ['claims', 'templates'],
        examples: ['How do I add a Dragonfly cache?'],
        inputModes: text,
        outputModes: ['text/markdown', 'application/json'],
        securityRequirements: [],
      },
    ],
  };
}
