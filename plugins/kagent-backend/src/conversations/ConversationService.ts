import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import {
  ChatEvent,
  Conversation,
  ConversationPage,
  ConversationSummary,
  DecideApprovalRequest,
} from '@zerotouch/plugin-kagent-common';
import { redactSecrets } from '../redaction/redactSecrets';
import { AgentDirectory } from '../runtimes/AgentDirectory';
import { AnswerRunner } from './AnswerRunner';
import { ConversationStore, NewChatEvent } from './ConversationStore';
import { Wakeups } from './Wakeups';
import { followEvents } from './followEvents';
import { toHistory } from './toHistory';

type Person = BackstageCredentials<BackstageUserPrincipal>;

/** How many answers one person may have running at a time. */
export const MAX_RUNNING_ANSWERS = 3;
const HISTORY_LIMIT = 40;
const TITLE_LENGTH = 80;

/** What a person may do with conversations; each belongs to the person who started it and is seen by nobody else. */
export class ConversationService {
  readonly #options: ConversationServiceOptions;

  private constructor(options: ConversationServiceOptions) {
    this.#options = options;
  }

  static create(options: ConversationServiceOptions): ConversationService {
    return new ConversationService(options);
  }

  /** Starts a conversation. @throws NotFoundError when there is no such agent. */
  async create(
    credentials: Person,
    options: { agent: string },
  ): Promise<ConversationSummary> {
    const { agents, store } = this.#options;
    await agents.getRuntime(options.agent, { credentials });
    return store.create({ owner: toOwner(credentials), agent: options.agent });
  }

  async list(
    credentials: Person,
    options: { cursor?: string; limit: number },
  ): Promise<ConversationPage> {
    return this.#options.store.list({
      owner: toOwner(credentials),
      ...options,
    });
  }

  /** Returns a conversation with all its events. @throws NotFoundError */
  async get(credentials: Person, id: string): Promise<Conversation> {
    const { store } = this.#options;
    const summary = await store.get({ id, owner: toOwner(credentials) });
    await store.findRunning({ id });
    return {
      ...summary,
      events: await store.listEvents({ id }),
      feedback: [],
    };
  }

  /** @throws NotFoundError */
  async delete(credentials: Person, id: string): Promise<void> {
    const { runner, store } = this.#options;
    await store.get({ id, owner: toOwner(credentials) });
    await runner.cancel(id);
    await store.delete({ id, owner: toOwner(credentials) });
  }

  /** Stops the running answer; nothing when none runs. @throws NotFoundError */
  async cancel(credentials: Person, id: string): Promise<void> {
    const { runner, store } = this.#options;
    await store.get({ id, owner: toOwner(credentials) });
    await runner.cancel(id);
  }

  /** Yields what follows `after`, while an answer runs. @throws NotFoundError */
  async follow(
    credentials: Person,
    options: { id: string; after: number; signal: AbortSignal },
  ): Promise<AsyncIterable<ChatEvent>> {
    const { store } = this.#options;
    await store.get({ id: options.id, owner: toOwner(credentials) });
    return this.#follow(options);
  }

  /**
   * Sends a message and starts the answer, which goes on when nobody listens any more.
   *
   * @remarks Secrets in the text are removed before it is stored or sent to the agent.
   * @returns The events of the message and of the answer.
   * @throws NotFoundError, ConflictError when an answer is running, TooManyAnswersError
   */
  async send(
    credentials: Person,
    options: { id: string; text: string; signal: AbortSignal },
  ): Promise<AsyncIterable<ChatEvent>> {
    const { agents, generateId, runner, store } = this.#options;
    const { id, signal } = options;
    const owner = toOwner(credentials);
    const { agent } = await store.get({ id, owner });
    const runtime = await agents.getRuntime(agent, { credentials });
    const { text, kinds } = redactSecrets(options.text);
    const answer = { conversationId: id, messageId: generateId() };
    const [question] = await store.beginAnswer({
      ...answer,
      owner,
      title: toTitle(text),
      maxRunning: MAX_RUNNING_ANSWERS,
      events: this.#toFirstEvents(agent, answer.messageId, text, kinds),
    });
    const after = question.seq - 1;
    const earlier = await store.listEvents({ id });
    const history = toHistory(
      earlier.filter(({ seq }) => seq <= after),
      { limit: HISTORY_LIMIT },
    );
    runner.start(answer, stop =>
      runtime.stream({
        agentId: agent,
        conversationId: id,
        text,
        attachments: [],
        credentials,
        history,
        signal: stop,
      }),
    );
    return this.#follow({ id, after, signal, until: answer.messageId });
  }

  /**
   * Passes on what a person decided about the calls that the agent waits with, and starts the rest of the answer.
   *
   * @remarks The lease of the answer is the lock: of two decisions at once, in whichever process, one is refused.
   * @throws NotFoundError, InputError when the agent does not wait for this, ConflictError when it was decided before or an answer runs
   */
  async decide(
    credentials: Person,
    options: {
      id: string;
      approvalId: string;
      signal: AbortSignal;
    } & DecideApprovalRequest,
  ): Promise<AsyncIterable<ChatEvent>> {
    const { agents, generateId, now, runner, store } = this.#options;
    const { id, approvalId, signal, digest, decisions, answers } = options;
    const owner = toOwner(credentials);
    const { agent, title } = await store.get({ id, owner });
    const runtime = await agents.getRuntime(agent, { credentials });
    const decide = runtime.decide?.bind(runtime);
    if (!decide) {
      throw new InputError(`The agent "${agent}" never waits for a decision.`);
    }
    const request = findRequest(await store.listEvents({ id }), approvalId);
    if (request.digest !== digest) {
      throw new ConflictError(
        'The agent waits with other calls than those you saw; look at them again and decide anew.',
      );
    }
    const answer = { conversationId: id, messageId: generateId() };
    const { messageId } = answer;
    const [first] = await store.beginAnswer({
      ...answer,
      owner,
      title,
      maxRunning: MAX_RUNNING_ANSWERS,
      events: [
        {
          type: 'message-start',
          messageId,
          role: 'assistant',
          agent,
          createdAt: now().toISOString(),
        },
        {
          type: 'approval-response',
          messageId,
          approvalId,
          approved: decisions.some(({ approved }) => approved),
          decidedBy: owner,
          decisions,
        },
      ],
    });
    runner.start(answer, stop =>
      decide({
        agentId: agent,
        conversationId: id,
        approvalId,
        digest,
        decisions,
        answers,
        credentials,
        signal: stop,
      }),
    );
    return this.#follow({ id, after: first.seq - 1, signal, until: messageId });
  }

  #follow(options: {
    id: string;
    after: number;
    until?: string;
    signal: AbortSignal;
  }): AsyncIterable<ChatEvent> {
    const { store, wakeups, pollMs } = this.#options;
    const { id: conversationId, ...rest } = options;
    return followEvents({ store, wakeups, pollMs, conversationId, ...rest });
  }

  #toFirstEvents(
    agent: string,
    messageId: string,
    text: string,
    secrets: string[],
  ): NewChatEvent[] {
    const { generateId, now } = this.#options;
    const createdAt = now().toISOString();
    const started = { type: 'message-start' as const, agent, createdAt };
    const events: NewChatEvent[] = [
      { ...started, messageId: generateId(), role: 'user', text },
      { ...started, messageId, role: 'assistant' },
    ];
    if (secrets.length > 0) {
      events.push({
        type: 'status',
        messageId,
        text: `Your message held what looks like a secret (${secrets.join(
          ', ',
        )}). It was removed and not stored; if it is a real one, replace it where it is used.`,
      });
    }
    return events;
  }
}

/** The newest request with that id. @throws InputError, ConflictError when it was decided before */
function findRequest(events: ChatEvent[], approvalId: string) {
  const about = events.filter(
    event =>
      (event.type === 'approval-request' ||
        event.type === 'approval-response') &&
      event.approvalId === approvalId,
  );
  const last = about.at(-1);
  if (last?.type === 'approval-request') return last;
  throw last
    ? new ConflictError('This was decided before; nothing was passed on.')
    : new InputError(
        `Nothing in this conversation waits under the id "${approvalId}".`,
      );
}

function toOwner(credentials: Person): string {
  return credentials.principal.userEntityRef;
}

function toTitle(text: string): string {
  const line = text.trim().split('\n')[0].replace(/\s+/g, ' ');
  const letters = [...line];
  return letters.length > TITLE_LENGTH
    ? `${letters.slice(0, TITLE_LENGTH - 1).join('')}…`
    : line;
}

/** Options of {@link ConversationService.create}. */
export interface ConversationServiceOptions {
  agents: AgentDirectory;
  runner: AnswerRunner;
  store: ConversationStore;
  wakeups: Wakeups;
  now: () => Date;
  generateId: () => string;
  /** How often a follower looks for events of other processes, in milliseconds. */
  pollMs: number;
}
