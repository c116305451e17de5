import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { z } from 'zod';
import { LruMap } from '../git/LruMap';
import { CallGate } from './CallGate';
import { GitHubAnswerError } from './errors';
import { GitHubSettings } from './GitHubSettings';

const authSchema = z.object({ token: z.string() });

const KEPT_ANSWERS = 3_000;
const USER_AGENT = 'zerotouch';
// What such calls do cannot be told from what a repetition would do again.
const NOT_REPEATABLE = /\/(?:comments|reviews)$/;
// Kept elsewhere by the name of their content, which never changes.
const IMMUTABLE = /\/(?:git\/(?:blobs|trees|commits)|tarball|access_tokens)\b/;

/** One call that was sent, as the tests and the status see it. */
export interface GitHubCall {
  method: string;
  url: string;
}

/** Options of {@link GitHubApi.create}. */
export interface GitHubApiOptions {
  settings: GitHubSettings;
  gate: CallGate;
  /** Longest time for one call, in milliseconds. */
  timeoutMs: number;
}

interface KnownAnswer {
  etag: string;
  response: { status: number; url: string; headers: object; data: unknown };
}

/**
 * GitHub's REST API for one repository.
 *
 * @remarks
 * Reads carry the ETag of the last answer: GitHub then says "not modified", which does not count against the hourly limit.
 * The limits themselves are kept by {@link CallGate}.
 */
export class GitHubApi {
  /** Fills `{owner}` and `{repo}` of a route. */
  readonly repository: { owner: string; repo: string };
  readonly #options: GitHubApiOptions;
  readonly #known = new LruMap<string, KnownAnswer>(KEPT_ANSWERS);
  #octokit: Promise<Octokit> | undefined;
  #login: Promise<string> | undefined;

  static create(options: GitHubApiOptions): GitHubApi {
    return new GitHubApi(options);
  }

  private constructor(options: GitHubApiOptions) {
    const { owner, repo } = options.settings;
    this.repository = { owner, repo };
    this.#options = options;
  }

  /** Returns the client of the portal's own account: the App's installation, or the token's user. */
  async client(): Promise<Octokit> {
    this.#octokit ??= this.#connect();
    try {
      return await this.#octokit;
    } catch (error) {
      this.#octokit = undefined;
      throw error;
    }
  }

  /** Returns a client that acts with a person's own token; it is kept nowhere. */
  personalClient(token: string): Octokit {
    const octokit = new Octokit({ ...this.#clientOptions(), auth: token });
    this.#hook(octokit, true);
    return octokit;
  }

  /** Returns the login of the portal's own account, as it stands on what it wrote. */
  async getLogin(): Promise<string> {
    this.#login ??= this.#findLogin();
    try {
      return await this.#login;
    } catch (error) {
      this.#login = undefined;
      throw error;
    }
  }

  /** Returns where to push with Git, and the header that signs in there. */
  async getRemote(): Promise<{ url: string; authorization: string }> {
    const octokit = await this.client();
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}',
      this.repository,
    );
    const auth = authSchema.parse(await octokit.auth({ type: 'installation' }));
    const basic = Buffer.from(`x-access-token:${auth.token}`);
    return {
      url: data.clone_url,
      authorization: `Basic ${basic.toString('base64')}`,
    };
  }

  async #findLogin(): Promise<string> {
    const octokit = await this.client();
    if (this.#options.settings.credentials.type === 'token') {
      return (await octokit.request('GET /user')).data.login;
    }
    const { data } = await octokit.request('GET /app');
    return `${data?.slug ?? ''}[bot]`;
  }

  async #connect(): Promise<Octokit> {
    const { credentials } = this.#options.settings;
    if (credentials.type === 'token') {
      const auth = credentials.token;
      return this.#hook(new Octokit({ ...this.#clientOptions(), auth }));
    }
    const { appId, privateKey } = credentials;
    const installationId =
      credentials.installationId ?? (await this.#findInstallation());
    return this.#hook(
      new Octokit({
        ...this.#clientOptions(),
        authStrategy: createAppAuth,
        auth: { appId, privateKey, installationId },
      }),
    );
  }

  async #findInstallation(): Promise<number> {
    const { credentials } = this.#options.settings;
    const octokit = this.#hook(
      new Octokit({
        ...this.#clientOptions(),
        authStrategy: createAppAuth,
        auth: credentials,
      }),
    );
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}/installation',
      this.repository,
    );
    return data.id;
  }

  #clientOptions() {
    const { apiBaseUrl } = this.#options.settings;
    const silent = () => {};
    return {
      userAgent: USER_AGENT,
      ...(apiBaseUrl ? { baseUrl: apiBaseUrl.replace(/\/+$/, '') } : {}),
      // What is wrong is in the status and in errors; requests are never logged.
      log: { debug: silent, info: silent, warn: silent, error: silent },
    };
  }

  #hook(octokit: Octokit, personal = false): Octokit {
    const { gate, timeoutMs } = this.#options;
    octokit.hook.wrap('request', async (send, options) => {
      const { url } = octokit.request.endpoint.parse(options);
      const path = new URL(url).pathname;
      const isRead = options.method === 'GET';
      const key = isRead && !IMMUTABLE.test(path) ? url : undefined;
      return gate.run(
        async () => {
          const known = key ? this.#known.get(key) : undefined;
          // The hook that signs in sees these same options, so they are changed and not copied. The signal is a new one for each
          // attempt: one that fired would end the next attempt as well.
          Object.assign(options, {
            headers: {
              ...options.headers,
              'if-none-match': known?.etag,
            },
            request: {
              ...options.request,
              signal: AbortSignal.timeout(timeoutMs),
            },
          });
          try {
            const response = await send(options);
            const { etag } = response.headers;
            if (key && etag) this.#known.set(key, { etag, response });
            return response;
          } catch (error) {
            const { status, response } = Object(error);
            if (status !== 304 || !known) {
              throw GitHubAnswerError.from(error, { wordless: personal });
            }
            const { data, url: answeredUrl } = known.response;
            const answered = Object(response?.headers);
            return {
              status: 200,
              url: answeredUrl,
              data,
              headers: { ...known.response.headers, ...answered },
            };
          }
        },
        {
          repeatable: isRead || !NOT_REPEATABLE.test(path),
          personal,
          // The first call of an hour fetches the App's token while it is under way itself.
          nested: path.endsWith('/access_tokens'),
        },
      );
    });
    return octokit;
  }
}
