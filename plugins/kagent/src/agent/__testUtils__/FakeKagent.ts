import { NotFoundError } from '@backstage/errors';
import type {
  Agent,
  Attachment,
  AttachmentRequest,
  ChatEvent,
  Conversation,
  ConversationPage,
  DecideApprovalRequest,
  FeedbackRequest,
  KagentApi,
  ListConversationsQuery,
  SendMessageRequest,
  ShareConversationRequest,
  UpdateConversationRequest,
  WaitingApproval,
} from '@zerotouch/plugin-kagent-common';
import { AT } from './events';

/** Events that a test hands out one by one, as a stream. */
export class EventGate {
  readonly #queue: (ChatEvent | Error | undefined)[] = [];
  #wake: () => void = () => undefined;

  push(...events: ChatEvent[]): void {
    this.#queue.push(...events);
    this.#wake();
  }
  end(): void {
    this.#queue.push(undefined);
    this.#wake();
  }
  fail(error: Error): void {
    this.#queue.push(error);
    this.#wake();
  }
  async *stream(signal?: AbortSignal): AsyncGenerator<ChatEvent> {
    while (!signal?.aborted) {
      if (this.#queue.length === 0) {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
          signal?.addEventListener('abort', () => resolve());
        });
        continue;
      }
      const next = this.#queue.shift();
      if (next === undefined) return;
      if (next instanceof Error) throw next;
      yield next;
    }
  }
}

/** A kagent backend in memory, for tests. */
export class FakeKagent implements KagentApi {
  readonly conversations = new Map<string, Conversation>();
  readonly calls: unknown[][] = [];
  /** What the next streams bring. */
  readonly gate = new EventGate();
  /** What agents wait with. */
  waiting: WaitingApproval[] = [];
  /** Set to make what agents wait with unknown. */
  waitingFailure?: Error;
  agents: Agent[] = [
    {
      id: 'consultant',
      title: 'Consultant',
      description: 'Answers from the docs.',
      runtime: 'embedded',
      health: 'healthy',
    },
  ];

  add(id: string, title: string, events: ChatEvent[] = []): this {
    this.conversations.set(id, {
      id,
      title,
      agent: 'consultant',
      createdAt: AT,
      updatedAt: AT,
      owner: 'user:default/founder',
      access: 'owner',
      pinned: false,
      sharedWith: [],
      feedback: [],
      events,
    });
    return this;
  }

  async updateConversation(id: string, change: UpdateConversationRequest) {
    this.calls.push(['update', id, change]);
    return this.#change(id, change);
  }
  async shareConversation(id: string, request: ShareConversationRequest) {
    this.calls.push(['share', id, request]);
    return this.#change(id, { sharedWith: request.with });
  }
  async giveFeedback(id: string, messageId: string, request: FeedbackRequest) {
    this.calls.push(['feedback', id, messageId, request]);
  }
  async previewAttachments(
    attachments: AttachmentRequest[],
  ): Promise<Attachment[]> {
    return attachments.map(attachment => ({
      kind: attachment.kind,
      title: JSON.stringify(attachment),
      text: 'As the agent is given it.',
    }));
  }
  async listWaitingApprovals(): Promise<WaitingApproval[]> {
    if (this.waitingFailure) throw this.waitingFailure;
    return this.waiting;
  }
  async listAgents() {
    return { items: this.agents };
  }
  /** How many conversations a page holds. */
  pageSize = 100;
  /** Set to make lists fail. */
  listFailure?: Error;

  async listConversations(
    query: ListConversationsQuery = {},
  ): Promise<ConversationPage> {
    if (this.listFailure) throw this.listFailure;
    const access = query.scope === 'shared' ? 'reader' : 'owner';
    const words = query.q?.toLowerCase();
    const found = [...this.conversations.values()].filter(
      conversation =>
        conversation.access === access &&
        (!words || conversation.title.toLowerCase().includes(words)),
    );
    const from = Number(query.cursor ?? 0);
    const to = from + this.pageSize;
    return {
      items: found
        .slice(from, to)
        .map(item => (words ? { ...item, snippet: item.title } : item)),
      nextCursor: to < found.length ? String(to) : undefined,
    };
  }
  async getConversation(id: string) {
    const conversation = this.conversations.get(id);
    if (!conversation) throw new NotFoundError(`No conversation "${id}"`);
    return conversation;
  }
  async #change(id: string, change: Partial<Conversation>) {
    const conversation = await this.getConversation(id);
    const changed = { ...conversation, ...change };
    this.conversations.set(id, changed);
    return changed;
  }
  async createConversation(request: { agent: string }) {
    this.calls.push(['create', request]);
    const id = `c${this.conversations.size + 1}`;
    this.add(id, 'New');
    return this.getConversation(id);
  }
  async deleteConversation(id: string) {
    this.calls.push(['delete', id]);
    this.conversations.delete(id);
  }
  sendMessage(
    id: string,
    request: SendMessageRequest,
    options?: { signal?: AbortSignal },
  ) {
    this.calls.push(['send', id, request]);
    return this.gate.stream(options?.signal);
  }
  decideApproval(
    id: string,
    approvalId: string,
    request: DecideApprovalRequest,
    options?: { signal?: AbortSignal },
  ) {
    this.calls.push(['decide', id, approvalId, request]);
    return this.gate.stream(options?.signal);
  }
  followConversation(
    id: string,
    query: { after: number },
    options?: { signal?: AbortSignal },
  ) {
    this.calls.push(['follow', id, query]);
    return this.gate.stream(options?.signal);
  }
  async cancel(id: string) {
    this.calls.push(['cancel', id]);
  }
}
