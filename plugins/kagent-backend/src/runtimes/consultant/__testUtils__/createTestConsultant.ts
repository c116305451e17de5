import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  MockActionsRegistry,
  actionsRegistryServiceMock,
} from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Attachment } from '@zerotouch/plugin-kagent-common';
import {
  EmbeddedIndex,
  ForgeKnowledge,
} from '@zerotouch/plugin-knowledge-node';
import { Knex } from 'knex';
import { createMemoryForge } from '../../../__testUtils__/createMemoryForge';
import { platformFiles } from '../../../__testUtils__/platformFiles';
import { readAll } from '../../../__testUtils__/readAll';
import { HistoryMessage, RuntimeEvent, ToolDecision } from '../../AgentRuntime';
import { createConsultant } from '../createConsultant';
import { ModelSettings } from '../model/settings';
import { PortalReader } from '../skills/PortalReader';

/** The person of these tests. */
export const founder = mockCredentials.user('user:default/founder');
/** Somebody else. */
export const stranger = mockCredentials.user('user:default/stranger');

/** A portal in which nothing can be read. */
export const silentPortal: PortalReader = {
  listEntities: async () => [],
  listCommits: async () => [],
  listOpenProposals: async () => [],
  findProposal: async () => undefined,
};

/** What was called, and as whom. */
export interface InvokedAction {
  name: string;
  input: unknown;
  user: string;
}

/** Actions of a platform: two that read, two that write, and one that nobody may use here. */
export function createTestActions(
  options: { outputs?: Record<string, unknown> } = {},
): { actions: MockActionsRegistry; invoked: InvokedAction[] } {
  const actions = actionsRegistryServiceMock();
  const invoked: InvokedAction[] = [];
  const register = (
    name: string,
    readOnly: boolean,
    output: Record<string, unknown>,
  ) =>
    actions.register({
      name,
      title: name,
      description: `Does ${name}.`,
      attributes: { readOnly, destructive: !readOnly },
      schema: {
        input: z => z.object({}).passthrough(),
        output: z => z.object({}).passthrough(),
      },
      async action({ input, credentials }) {
        const user = JSON.stringify(credentials.principal);
        invoked.push({
          name,
          input,
          user: /user:[\w/-]+/.exec(user)?.[0] ?? user,
        });
        const given = options.outputs?.[name];
        return { output: given === undefined ? output : { result: given } };
      },
    });
  register('list-legos', true, { items: [{ kind: 'XDragonfly' }] });
  register('get-catalog-entity', true, { kind: 'Component' });
  register('propose-claim', false, { number: 7, url: '/approvals/7' });
  register('propose-change', false, { number: 8, url: '/approvals/8' });
  register('merge-proposal', false, { merged: true });
  register('register-entity', false, { done: true });
  return { actions, invoked };
}

const ALLOWED = [
  'list-legos',
  'get-catalog-entity',
  'propose-claim',
  'propose-change',
].map(name => `test:${name}`);

/** One replica of a consultant over a small platform; the database may be shared with others. */
export function createTestConsultant(options: {
  knex: Knex;
  /** Address of a model; without one it works without. */
  modelUrl?: string;
  settings?: Partial<ModelSettings>;
  files?: Record<string, string>;
  outputs?: Record<string, unknown>;
  portal?: PortalReader;
  now?: () => Date;
  fourEyes?: boolean;
  prefix?: string;
}) {
  const { knex, modelUrl, prefix = 'id' } = options;
  const forge = createMemoryForge(options.files ?? platformFiles);
  const logger = mockServices.logger.mock();
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({
      success: async () => {},
      fail: async () => {},
    })),
  });
  let count = 0;
  const generateId = () => {
    count += 1;
    return `${prefix}-${String(count).padStart(4, '0')}`;
  };
  const { actions, invoked } = createTestActions(options);
  const consultant = createConsultant({
    actions,
    auditor,
    auth: mockServices.auth(),
    baseUrl: 'http://localhost/api/kagent',
    catalog: catalogServiceMock(),
    discovery: mockServices.discovery(),
    forge,
    knex,
    knowledge: ForgeKnowledge.create({
      forge,
      index: EmbeddedIndex.create(),
      logger,
    }),
    logger,
    model: modelUrl
      ? {
          baseUrl: modelUrl,
          name: 'scripted-1',
          contextTokens: 32_000,
          maxSteps: 6,
          maxTokens: 50_000,
          timeoutMs: 20_000,
          tools: ALLOWED,
          ...options.settings,
        }
      : undefined,
    portal: options.portal ?? silentPortal,
    rules: { fourEyes: options.fourEyes ?? false },
    fetch,
    now: options.now ?? (() => new Date('2026-11-23T08:00:00Z')),
    generateId,
  });
  const { runtime } = consultant;
  const base = { agentId: 'consultant', conversationId: 'conversation-1' };
  return {
    ...consultant,
    auditor,
    invoked,
    logger,
    ask: (
      text: string,
      more: {
        attachments?: Attachment[];
        credentials?: typeof founder;
        history?: HistoryMessage[];
        signal?: AbortSignal;
      } = {},
    ): Promise<RuntimeEvent[]> =>
      readAll(
        runtime.stream({
          ...base,
          text,
          attachments: [],
          history: [],
          credentials: founder,
          signal: new AbortController().signal,
          ...more,
        }),
      ),
    decide: (
      request: { approvalId: string; digest: string },
      decisions: ToolDecision[],
      credentials = founder,
    ): Promise<RuntimeEvent[]> =>
      readAll(
        runtime.decide({
          ...base,
          ...request,
          decisions,
          credentials,
          signal: new AbortController().signal,
        }),
      ),
  };
}

/** The text of an answer. */
export function textOf(events: RuntimeEvent[]): string {
  return events
    .map(event => (event.type === 'text-delta' ? event.delta : ''))
    .join('');
}

/** The one event of a type. @throws when there is none */
export function eventOf<T extends RuntimeEvent['type']>(
  events: RuntimeEvent[],
  type: T,
): Extract<RuntimeEvent, { type: T }> {
  for (const event of events) {
    if (isOf(event, type)) return event;
  }
  throw new Error(`No event "${type}" in ${JSON.stringify(events)}`);
}

function isOf<T extends RuntimeEvent['type']>(
  event: RuntimeEvent,
  type: T,
): event is Extract<RuntimeEvent, { type: T }> {
  return event.type === type;
}
