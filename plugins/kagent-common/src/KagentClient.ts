import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import {
  Attachment,
  AttachmentRequest,
  attachmentListSchema,
} from './attachments';
import {
  AgentList,
  Conversation,
  ConversationPage,
  ConversationSummary,
  DecideApprovalRequest,
  FeedbackRequest,
  ListConversationsQuery,
  SendMessageRequest,
  ShareConversationRequest,
  UpdateConversationRequest,
  WaitingApproval,
  agentListSchema,
  conversationPageSchema,
  conversationSchema,
  conversationSummarySchema,
  waitingApprovalListSchema,
} from './conversations';
import { ChatEvent, chatEventSchema } from './events';
import { readServerSentEvents } from './readServerSentEvents';

/** The kagent plugin's HTTP API. Every method throws `ResponseError` on an answer that is not 2xx. */
export interface KagentApi {
  listAgents(): Promise<AgentList>;
  listConversations(query?: ListConversationsQuery): Promise<ConversationPage>;
  getConversation(id: string): Promise<Conversation>;
  createConversation(request: { agent: string }): Promise<ConversationSummary>;
  deleteConversation(id: string): Promise<void>;
  /** Renames or pins. */
  updateConversation(
    id: string,
    change: UpdateConversationRequest,
  ): Promise<ConversationSummary>;
  /** Sets who may read the conversation beside its owner. */
  shareConversation(
    id: string,
    request: ShareConversationRequest,
  ): Promise<ConversationSummary>;
  /** Says what the caller thinks of an answer; without a rating it is taken back. */
  giveFeedback(
    id: string,
    messageId: string,
    request: FeedbackRequest,
  ): Promise<void>;
  /** Tells what an agent would be given. */
  previewAttachments(attachments: AttachmentRequest[]): Promise<Attachment[]>;
  /** Lists what agents wait with for the caller's decision. */
  listWaitingApprovals(): Promise<WaitingApproval[]>;
  /** Sends a message; the events of the question and of the answer arrive as they happen. */
  sendMessage(
    id: string,
    request: SendMessageRequest,
    options?: { signal?: AbortSignal },
  ): AsyncIterable<ChatEvent>;
  /** Passes on what the caller decided about the calls that an agent waits with; yields the rest of the answer. */
  decideApproval(
    id: string,
    approvalId: string,
    request: DecideApprovalRequest,
    options?: { signal?: AbortSignal },
  ): AsyncIterable<ChatEvent>;
  /** Follows a conversation from behind `after`; ends when nothing runs. */
  followConversation(
    id: string,
    query: { after: number },
    options?: { signal?: AbortSignal },
  ): AsyncIterable<ChatEvent>;
  /** Stops the running answer. */
  cancel(id: string): Promise<void>;
}

/** Speaks to the kagent backend from the browser. */
export class KagentClient implements KagentApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetch: typeof fetch;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetch = options.fetchApi?.fetch ?? fetch;
  }

  async listAgents() {
    return this.#json(agentListSchema, 'GET', '/agents');
  }
  async listConversations(query: ListConversationsQuery = {}) {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) params.set(name, String(value));
    }
    return this.#json(
      conversationPageSchema,
      'GET',
      `/conversations?${params}`,
    );
  }
  async getConversation(id: string) {
    return this.#json(
      conversationSchema,
      'GET',
      `/conversations/${encodeURIComponent(id)}`,
    );
  }
  async createConversation(request: { agent: string }) {
    return this.#json(
      conversationSummarySchema,
      'POST',
      '/conversations',
      request,
    );
  }
  async deleteConversation(id: string) {
    await this.#send('DELETE', `/conversations/${encodeURIComponent(id)}`);
  }
  async updateConversation(id: string, change: UpdateConversationRequest) {
    return this.#json(
      conversationSummarySchema,
      'PATCH',
      `/conversations/${encodeURIComponent(id)}`,
      change,
    );
  }
  async shareConversation(id: string, request: ShareConversationRequest) {
    return this.#json(
      conversationSummarySchema,
      'PUT',
      `/conversations/${encodeURIComponent(id)}/shares`,
      request,
    );
  }
  async giveFeedback(id: string, messageId: string, request: FeedbackRequest) {
    await this.#send(
      'PUT',
      `/conversations/${encodeURIComponent(id)}/messages/${encodeURIComponent(
        messageId,
      )}/feedback`,
      request,
    );
  }
  async previewAttachments(attachments: AttachmentRequest[]) {
    const { items } = await this.#json(
      attachmentListSchema,
      'POST',
      '/attachments/preview',
      { attachments },
    );
    return items;
  }
  async listWaitingApprovals() {
    const { items } = await this.#json(
      waitingApprovalListSchema,
      'GET',
      '/approvals',
    );
    return items;
  }
  async cancel(id: string) {
    await this.#send(
      'POST',
      `/conversations/${encodeURIComponent(id)}/cancel`,
      {},
    );
  }
  sendMessage(
    id: string,
    request: SendMessageRequest,
    options?: { signal?: AbortSignal },
  ) {
    return this.#stream(
      'POST',
      `/conversations/${encodeURIComponent(id)}/messages`,
      request,
      options,
    );
  }
  decideApproval(
    id: string,
    approvalId: string,
    request: DecideApprovalRequest,
    options?: { signal?: AbortSignal },
  ) {
    return this.#stream(
      'POST',
      `/conversations/${encodeURIComponent(id)}/approvals/${encodeURIComponent(
        approvalId,
      )}`,
      request,
      options,
    );
  }
  followConversation(
    id: string,
    query: { after: number },
    options?: { signal?: AbortSignal },
  ) {
    return this.#stream(
      'GET',
      `/conversations/${encodeURIComponent(id)}/events?after=${query.after}`,
      undefined,
      options,
    );
  }

  async *#stream(
    method: string,
    path: string,
    body?: unknown,
    options?: { signal?: AbortSignal },
  ): AsyncIterable<ChatEvent> {
    const response = await this.#send(method, path, body, options);
    if (!response.body) return;
    for await (const text of readServerSentEvents(response.body)) {
      yield chatEventSchema.parse(JSON.parse(text));
    }
  }

  async #json<T extends z.ZodType>(
    schema: T,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<z.infer<T>> {
    const response = await this.#send(method, path, body);
    return schema.parse(await response.json());
  }

  async #send(
    method: string,
    path: string,
    body?: unknown,
    options?: { signal?: AbortSignal },
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('kagent');
    const response = await this.#fetch(`${baseUrl}${path}`, {
      method,
      signal: options?.signal,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}
