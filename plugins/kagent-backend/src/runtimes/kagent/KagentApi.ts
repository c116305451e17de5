import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';

const namesSchema = z.array(z.string()).nullish();
const toolSchema = z.looseObject({
  mcpServer: z
    .looseObject({
      name: z.string().optional(),
      toolNames: namesSchema,
      requireApproval: namesSchema,
    })
    .nullish(),
  agent: z.looseObject({ name: z.string() }).nullish(),
});
const agentItemSchema = z.looseObject({
  agent: z.looseObject({
    metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
    spec: z
      .looseObject({
        description: z.string().nullish(),
        declarative: z
          .looseObject({
            tools: z.array(toolSchema).nullish(),
            a2aConfig: z
              .looseObject({
                skills: z.array(z.looseObject({ name: z.string() })).nullish(),
              })
              .nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
  model: z.string().nullish(),
  deploymentReady: z.boolean().nullish(),
  accepted: z.boolean().nullish(),
});
/** An agent as the controller lists it; only what the portal shows. */
export type KagentAgent = z.infer<typeof agentItemSchema>;

const meSchema = z.looseObject({ sub: z.string().optional() });

/**
 * The REST calls of one kagent controller (0.9 and 0.10).
 *
 * @remarks Answers come as `{ error, data, message }` or, in places, bare; both are read.
 */
export class KagentApi {
  readonly #baseUrl: string;

  private constructor(options: KagentApiOptions) {
    this.#baseUrl = options.baseUrl;
  }

  static create(options: KagentApiOptions): KagentApi {
    return new KagentApi(options);
  }

  /** Who the controller takes the caller for; `undefined` when it does not say. */
  async getUser(fetchAs: typeof fetch): Promise<string | undefined> {
    const me = meSchema.safeParse(await this.#call(fetchAs, 'GET', '/api/me'));
    return me.data?.sub;
  }

  /** Lists all agents; items of an unknown shape are left out. */
  async listAgents(fetchAs: typeof fetch): Promise<KagentAgent[]> {
    const items = z
      .array(z.unknown())
      .safeParse(await this.#call(fetchAs, 'GET', '/api/agents'));
    if (!items.success) {
      throw new ServiceUnavailableError(
        `The kagent controller at ${
          this.#baseUrl
        } answered "/api/agents" with something other than a list; the portal knows kagent 0.9 and 0.10.`,
      );
    }
    return items.data.flatMap(
      item => agentItemSchema.safeParse(item).data ?? [],
    );
  }

  /** Creates a session with the given id, which is also the A2A context id, unless it exists. */
  async ensureSession(
    fetchAs: typeof fetch,
    session: { id: string; agentRef: string; name: string },
  ): Promise<void> {
    const path = `/api/sessions/${encodeURIComponent(session.id)}?limit=1`;
    try {
      await this.#call(fetchAs, 'GET', path);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      await this.#call(fetchAs, 'POST', '/api/sessions', {
        id: session.id,
        agent_ref: session.agentRef,
        name: session.name,
        source: 'user',
      });
    }
  }

  /** The tasks of a session, oldest first, as the controller keeps them: JSON of A2A 0.3. @throws NotFoundError */
  async listTasks(
    fetchAs: typeof fetch,
    sessionId: string,
    signal: AbortSignal,
  ): Promise<unknown> {
    const path = `/api/sessions/${encodeURIComponent(sessionId)}/tasks`;
    return this.#call(fetchAs, 'GET', path, undefined, signal);
  }

  async #call(
    fetchAs: typeof fetch,
    method: string,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const response = await fetchAs(`${this.#baseUrl}${path}`, {
      method,
      signal,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status === 404) {
      throw new NotFoundError(`The kagent controller has nothing at ${path}`);
    }
    const answer = parseJson(text);
    if (!response.ok || answer === undefined) {
      throw new ServiceUnavailableError(
        `The kagent controller at ${
          this.#baseUrl
        } answered ${method} ${path} with status ${
          response.status
        }: ${text.slice(
          0,
          200,
        )}. See its log, and that it is kagent 0.9 or 0.10.`,
      );
    }
    const envelope = z
      .looseObject({ error: z.literal(false), data: z.unknown() })
      .safeParse(answer);
    return envelope.success ? envelope.data.data : answer;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Options of {@link KagentApi.create}. */
export interface KagentApiOptions {
  baseUrl: string;
}
