import { ConflictError, InputError } from '@backstage/errors';
import {
  Attachment,
  AttachmentRequest,
  ChatEvent,
  Conversation,
  ConversationPage,
  ConversationSummary,
  DecideApprovalRequest,
  FeedbackRequest,
  UpdateConversationRequest,
  WaitingApproval,
} from '@zerotouch/plugin-kagent-common';
import { AttachmentReader } from '../attachments/AttachmentReader';
import { PersonLimits } from '../limits/PersonLimits';
import { redactSecrets } from '../redaction/redactSecrets';
import { AgentDirectory } from '../runtimes/AgentDirectory';
import { AnswerRecovery } from './AnswerRecovery';
import { AnswerRunner } from './AnswerRunner';
import { AnswerStore } from './AnswerStore';
import { ConversationAccess, Person, toOwner } from './ConversationAccess';
import { ConversationStore } from './ConversationStore';
import { Wakeups } from './Wakeups';
import { findRequest } from './findRequest';
import { followEvents } from './followEvents';
import { toCurrent } from './toCurrent';
import { toFirstEvents } from './toFirstEvents';
import { toQuestion } from './toQuestion';
import { toShortLine, toTitle } from './toTitle';
import { whileAllowed } from './whileAllowed';

/** What a person may do with conversations; each belongs to the person who started it, and others see it when it is shared with them. */
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

  /** Lists the person's own conversations, or those that others share with them. @throws InputError for a foreign cursor. */
  async list(
    credentials: Person,
    options: {
      scope: 'own' | 'shared';
      q?: string;
      cursor?: string;
      limit: number;
    },
  ): Promise<ConversationPage> {
    const { access, store } = this.#options;
    const { scope, ...query } = options;
    const owner = toOwner(credentials);
    const from =
      scope === 'own'
        ? { owner }
        : {
            readers: await access.listReaderRefs(credentials),
            notOwner: owner,
          };
    return store.list({ from, ...query });
  }

  /** Returns a conversation with all its events. @throws NotFoundError */
  async get(credentials: Person, id: string): Promise<Conversation> {
    const { access, store } = this.#options;
    const summary = await access.getReadable(credentials, id);
    await this.#attend(credentials, id);
    return {
      ...summary,
      events: await store.listEvents({ id }),
      feedback:
        summary.access === 'owner' ? await store.listFeedback({ id }) : [],
    };
  }

  /** Renames or pins. @throws NotFoundError, NotAllowedError */
  async update(
    credentials: Person,
    id: string,
    change: UpdateConversationRequest,
  ): Promise<ConversationSummary> {
    const { access, store } = this.#options;
    const { owner } = await access.getOwn(credentials, id);
    const { pinned } = change;
    const title = change.title && toShortLine(redactSecrets(change.title).text);
    if (title === '') throw new InputError('Give a title that can be read.');
    return store.update({ id, owner, title, pinned });
  }

  /** Says what the person thinks of an answer, or takes it back. @throws NotFoundError, NotAllowedError */
  async giveFeedback(
    credentials: Person,
    options: { id: string; messageId: string } & FeedbackRequest,
  ): Promise<void> {
    const { access, store } = this.#options;
    const { text, ...rest } = options;
    await access.getOwn(credentials, options.id);
    await store.setFeedback({
      ...rest,
      text: text && redactSecrets(text.replaceAll('\0', '')).text,
    });
  }

  /** Lists what agents wait with in the person's own conversations, the longest waiting first. */
  async listWaiting(credentials: Person): Promise<WaitingApproval[]> {
    return this.#options.store.listWaiting({ owner: toOwner(credentials) });
  }

  /** Tells what an agent would be given. @throws InputError, NotAllowedError */
  async previewAttachments(
    credentials: Person,
    requests: AttachmentRequest[],
  ): Promise<Attachment[]> {
    const { attachments } = await this.#options.attachments.read(requests, {
      credentials,
    });
    return attachments;
  }

  /** @throws NotFoundError, NotAllowedError */
  async delete(credentials: Person, id: string): Promise<void> {
    const { access, runner, store } = this.#options;
    const { owner } = await access.getOwn(credentials, id);
    await runner.cancel(id);
    await this.#attend(credentials, id);
    await store.delete({ id, owner });
  }

  /** Stops the running answer; nothing when none runs. @throws NotFoundError, NotAllowedError */
  async cancel(credentials: Person, id: string): Promise<void> {
    const { access, runner } = this.#options;
    await access.getOwn(credentials, id);
    await runner.cancel(id);
    await this.#attend(credentials, id);
  }

  /** Yields what follows `after`, while an answer runs and the person may read it. @throws NotFoundError */
  async follow(
    credentials: Person,
    options: { id: string; after: number; signal: AbortSignal },
  ): Promise<AsyncIterable<ChatEvent>> {
    const { access: rights, store, wakeups } = this.#options;
    const { id, after } = options;
    const { access } = await rights.getReadable(credentials, id);
    if (access === 'owner') return this.#follow({ credentials, ...options });
    const readers = await rights.listReaderRefs(credentials);
    return whileAllowed({
      open: signal => this.#follow({ credentials, id, after, signal }),
      isAllowed: async () =>
        (await store.findShared({ id, readers })) !== undefined,
      // What is written is no change of who may see it.
      listen: listener =>
        wakeups.listen(id, events => {
          if (!events) listener();
        }),
      everyMs: this.#options.pollMs,
      signal: options.signal,
    });
  }

  /**
   * Sends a message and starts the answer, which goes on when nobody listens any more.
   *
   * @remarks Secrets in the text and in what is attached are removed before they are stored or sent to the agent.
   * @param options.replaces - A message of the person that this one stands for.
   * @returns The events of the message and of the answer, which is the message `messageId` by `agent`.
   * @throws NotFoundError, NotAllowedError, InputError, ConflictError when an answer is running, TooManyAnswersError, TooManyMessagesError
   */
  async send(
    credentials: Person,
    options: {
      id: string;
      text: string;
      attachments?: AttachmentRequest[];
      replaces?: string;
      signal: AbortSignal;
    },
  ): Promise<{
    events: AsyncIterable<ChatEvent>;
    agent: string;
    messageId: string;
  }> {
    const { access, agents, answers, generateId, limits, now, runner, store } =
      this.#options;
    const { id, replaces, signal } = options;
    const { agent, owner } = await access.getOwn(credentials, id);
    await limits.countMessage(owner);
    const runtime = await agents.getRuntime(agent, { credentials });
    const { text, kinds } = redactSecrets(options.text);
    const read = await this.#options.attachments.read(
      options.attachments ?? [],
      { credentials },
    );
    const { attachments } = read;
    const messageId = generateId();
    const questionId = generateId();
    await this.#attend(credentials, id);
    const { answer, events } = await answers.begin({
      conversationId: id,
      messageId,
      questionId,
      owner,
      agent,
      runtime: runtime.id,
      title: toTitle(text),
      maxRunning: limits.runningAnswers,
      events: toFirstEvents({
        agent,
        createdAt: now().toISOString(),
        messageId,
        questionId,
        message: {
          text,
          ...(attachments.length > 0 ? { attachments } : {}),
          ...(replaces === undefined ? {} : { replaces }),
        },
        secrets: [...new Set([...kinds, ...read.kinds])],
      }),
    });
    const question = toQuestion(await store.listEvents({ id }), questionId);
    runner.start(answer, {
      runtime,
      run: stop =>
        runtime.stream({
          agentId: agent,
          conversationId: id,
          text,
          attachments,
          history: question?.history ?? [],
          credentials,
          signal: stop,
        }),
    });
    const after = events[0].seq - 1;
    return {
      agent,
      messageId,
      events: this.#follow({
        credentials,
        id,
        after,
        signal,
        until: messageId,
      }),
    };
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
    const { access, agents, generateId, limits, now, runner, store } =
      this.#options;
    const { id, approvalId, signal, digest, decisions } = options;
    const { agent, owner, title } = await access.getOwn(credentials, id);
    const runtime = await agents.getRuntime(agent, { credentials });
    const decide = runtime.decide?.bind(runtime);
    if (!decide) {
      throw new InputError(`The agent "${agent}" never waits for a decision.`);
    }
    await this.#attend(credentials, id);
    const earlier = toCurrent(await store.listEvents({ id }));
    const request = findRequest(earlier, approvalId);
    if (request.digest !== digest) {
      throw new ConflictError(
        'The agent waits with other calls than those you saw; look at them again and decide anew.',
      );
    }
    const messageId = generateId();
    const { answer, events } = await this.#options.answers.begin({
      conversationId: id,
      messageId,
      owner,
      agent,
      runtime: runtime.id,
      title,
      maxRunning: limits.runningAnswers,
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
    runner.start(answer, {
      runtime,
      run: stop =>
        decide({
          agentId: agent,
          conversationId: id,
          approvalId,
          digest,
          decisions,
          answers: options.answers,
          credentials,
          signal: stop,
        }),
    });
    const after = events[0].seq - 1;
    return this.#follow({ credentials, id, after, signal, until: messageId });
  }

  #follow(options: {
    credentials: Person;
    id: string;
    after: number;
    until?: string;
    signal: AbortSignal;
  }): AsyncIterable<ChatEvent> {
    const { store, wakeups, pollMs } = this.#options;
    const { id, credentials, ...rest } = options;
    return followEvents({
      ...rest,
      wakeups,
      pollMs,
      conversationId: id,
      listEvents: after => store.listEvents({ id, after }),
      isRunning: () => this.#attend(credentials, id),
    });
  }

  /** Goes on with an answer that was interrupted, if it can; whether more of it is to come. */
  async #attend(credentials: Person, id: string): Promise<boolean> {
    const { recovery } = this.#options;
    return recovery.attend({ conversationId: id, credentials });
  }
}

/** Options of {@link ConversationService.create}. */
export interface ConversationServiceOptions {
  access: ConversationAccess;
  agents: AgentDirectory;
  answers: AnswerStore;
  attachments: AttachmentReader;
  limits: PersonLimits;
  recovery: AnswerRecovery;
  runner: AnswerRunner;
  store: ConversationStore;
  wakeups: Wakeups;
  now: () => Date;
  generateId: () => string;
  /** How often a follower looks for events of other processes, in milliseconds. */
  pollMs: number;
}
