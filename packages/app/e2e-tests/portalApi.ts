import { APIRequestContext, expect } from '@playwright/test';

/** The portal's HTTP API as the guest founder of the embedded default. */
export class PortalApi {
  readonly #request: APIRequestContext;
  readonly #token: string;

  private constructor(request: APIRequestContext, token: string) {
    this.#request = request;
    this.#token = token;
  }

  static async signIn(request: APIRequestContext) {
    const response = await request.post('/api/auth/guest/refresh', {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    expect(response.status()).toBe(200);
    const { backstageIdentity } = await response.json();
    return new PortalApi(request, backstageIdentity.token);
  }

  get(path: string) {
    return this.#request.get(path, { headers: this.headers() });
  }

  post(path: string, data: unknown) {
    return this.#request.post(path, { headers: this.headers(), data });
  }

  put(path: string, data: unknown) {
    return this.#request.put(path, { headers: this.headers(), data });
  }

  async json(path: string) {
    const response = await this.get(path);
    expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
    return response.json();
  }

  /** Runs a template to its end and returns the output of its `completion` event. */
  async runTemplate(
    name: string,
    values: object,
  ): Promise<{
    status: string;
    output: Record<string, unknown>;
    message: string;
  }> {
    const task = await this.post('/api/scaffolder/v2/tasks', {
      templateRef: `template:default/${name}`,
      values,
    });
    expect(task.status(), await task.text()).toBe(201);
    const { id } = await task.json();
    await expect
      .poll(
        async () => (await this.json(`/api/scaffolder/v2/tasks/${id}`)).status,
        { timeout: 30_000 },
      )
      .toMatch(/completed|failed/);
    const events: {
      type: string;
      body: {
        output?: Record<string, unknown>;
        message?: string;
        status?: string;
        error?: { message: string };
      };
    }[] = await this.json(`/api/scaffolder/v2/tasks/${id}/events`);
    const completion = events.find(event => event.type === 'completion');
    return {
      status: (await this.json(`/api/scaffolder/v2/tasks/${id}`)).status,
      output: completion?.body.output ?? {},
      message: events
        .map(event => event.body.message ?? event.body.error?.message ?? '')
        .join('\n'),
    };
  }

  /** Opens a proposal straight through the gitops API. */
  async propose(
    title: string,
    changes: { path: string; content: string | null }[],
  ) {
    return this.post('/api/gitops/proposals', {
      requestId: `e2e-${crypto.randomUUID()}`,
      title,
      changes,
    });
  }

  /** Merges the proposal at its present head. */
  async merge(number: number) {
    const { headSha } = await this.json(`/api/gitops/proposals/${number}`);
    return this.post(`/api/gitops/proposals/${number}/merge`, { headSha });
  }

  /** Headers that say who calls, for other clients. */
  headers() {
    return { authorization: `Bearer ${this.#token}` };
  }
}
