import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ChatEvent,
  Conversation,
  ConversationPage,
  ConversationSummary,
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
    return { ...summary, events: await store.listEvents({ id }) };
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
    runner.start(answer, runtime, {
      agentId: agent,
      text,
      credentials,
      history: toHistory(
        earlier.filter(({ seq }) => seq <= after),
        { limit: HISTORY_LIMIT },
      ),
    });
    return this.#follow({ id, after, signal, until: answer.messageId });
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
