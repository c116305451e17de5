import { generateKeyPairSync, randomBytes } from 'crypto';
import { mkdtemp, rm } from 'fs/promises';
import { IncomingMessage, Server, ServerResponse, createServer } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { ByteChange } from '../../git/applyChanges';
import { GitHubSettings } from '../../github/GitHubSettings';
import { FakeAccount, FakeResponse, refuse } from './FakeCall';
import { FakeRepository } from './FakeRepository';
import { FakeState } from './FakeState';
import { OpenApiContract } from './OpenApiContract';
import { createEtag, isAppJwt, matchTemplate, readBody } from './http';
import { accountRoutes } from './routes/accountRoutes';
import { checkRoutes } from './routes/checkRoutes';
import { gitRoutes } from './routes/gitRoutes';
import { pullRoutes } from './routes/pullRoutes';

const OWNER = 'acme';
const REPO = 'platform';
const HOURLY_LIMIT = 5_000;
const ROUTES = [...gitRoutes, ...pullRoutes, ...checkRoutes, ...accountRoutes];

/** One request that came in. */
export interface SeenCall {
  method: string;
  path: string;
  status: number;
  /** Whether it counts against the hourly limit: "not modified" does not. */
  counted: boolean;
}

/** Something that goes wrong, for the next calls that match. */
export interface FakeFault {
  /** `METHOD path`, matched by this expression. */
  match: RegExp;
  /** How often; once when absent. */
  times?: number;
  /** `cut` ends the connection before an answer, `cut-after` once the call was done, `hang` never answers. */
  how: FakeResponse | 'cut' | 'cut-after' | 'hang';
}

let contract: OpenApiContract | undefined;

/**
 * A fake of GitHub's REST API over a real bare Git repository, for tests; it says of itself that it is one.
 *
 * @remarks
 * Each request and each answer is checked against GitHub's published OpenAPI description. A deviation answers 400 and stays in
 * {@link FakeGitHub.violations}, which `stop` throws.
 */
export class FakeGitHub {
  readonly calls: SeenCall[] = [];
  readonly violations: string[] = [];
  readonly repository: FakeRepository;
  readonly state: FakeState;
  /** Base of the REST API, with a path as on a GitHub Enterprise Server. */
  readonly url: string;
  readonly #root: string;
  readonly #server: Server;
  readonly #keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  readonly #accounts = new Map<string, FakeAccount>();
  readonly #faults: FakeFault[] = [];
  #remaining = HOURLY_LIMIT;

  /** Starts a fake whose main holds the given files; without files it is empty. */
  static async start(
    files: Record<string, string | Buffer> = {},
  ): Promise<FakeGitHub> {
    contract ??= OpenApiContract.load();
    const root = await mkdtemp(join(tmpdir(), 'zt-fake-github-'));
    const repository = await FakeRepository.create(
      join(root, 'repository.git'),
    );
    const changes = Object.entries(files).map(
      ([path, content]): ByteChange => ({
        path,
        content: Buffer.from(content),
      }),
    );
    if (changes.length > 0) {
      const at = new Date('2026-01-01T00:00:00Z');
      await repository.seed(changes, { name: 'a', email: 'a@a.invalid', at });
    }
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new FakeGitHub(root, repository, server, contract);
  }

  private constructor(
    root: string,
    repository: FakeRepository,
    server: Server,
    openApi: OpenApiContract,
  ) {
    this.#root = root;
    this.repository = repository;
    this.#server = server;
    const { port } = toAddress(server);
    this.url = `http://127.0.0.1:${port}/api/v3`;
    let ids = 100;
    this.state = {
      owner: OWNER,
      repo: REPO,
      appId: 4711,
      appSlug: 'zerotouch',
      pulls: [],
      checkRuns: new Map(),
      statuses: new Map(),
      nextId: () => ids++,
      now: () => new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      issueToken: () => this.addToken({ login: 'zerotouch[bot]', type: 'Bot' }),
    };
    server.on('request', (request, response) => {
      this.#serve(request, response, openApi).catch(error => {
        this.violations.push(String(error.stack));
        response.destroy();
      });
    });
  }

  /** Settings of a portal that is an App here. */
  appSettings(): GitHubSettings {
    return {
      ...this.#settings(),
      credentials: {
        type: 'app',
        appId: this.state.appId,
        privateKey: this.#keys.privateKey,
      },
    };
  }

  /** Settings of a portal that has a token of the account `robot`. */
  tokenSettings(): GitHubSettings {
    const token = this.addToken({ login: 'robot', type: 'User' });
    return { ...this.#settings(), credentials: { type: 'token', token } };
  }

  /** Makes a token of an account. */
  addToken(account: FakeAccount): string {
    const token = `fake-${randomBytes(20).toString('hex')}`;
    this.#accounts.set(token, account);
    return token;
  }

  /** Takes all tokens away. */
  forgetTokens(): void {
    this.#accounts.clear();
  }

  /** Lets something go wrong. */
  fail(fault: FakeFault): void {
    this.#faults.push({ ...fault });
  }

  /** Lets nothing go wrong any more. */
  mend(): void {
    this.#faults.splice(0);
  }

  /** The calls since the last time, that counted and that did not. */
  takeCalls(): SeenCall[] {
    return this.calls.splice(0);
  }

  /** Ends the server and removes the repository. @throws Error when a call was not as GitHub describes it */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
    await rm(this.#root, { recursive: true, force: true });
    if (this.violations.length > 0) {
      throw new Error(
        `Not as GitHub describes it:\n${this.violations.join('\n')}`,
      );
    }
  }

  #settings() {
    return { owner: OWNER, repo: REPO, apiBaseUrl: this.url };
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
    openApi: OpenApiContract,
  ): Promise<void> {
    const url = new URL(request.url ?? '', this.url);
    const method = request.method ?? '';
    const body = await readBody(request);
    const path = url.pathname.replace('/api/v3', '');
    if (path.startsWith('/codeload/')) {
      await this.#sendArchive(path, response);
      return;
    }
    const fault = this.#takeFault(`${method} ${path}`);
    if (fault?.how === 'hang') return;
    if (fault?.how === 'cut') {
      response.destroy();
      return;
    }
    const answer =
      fault && fault.how !== 'cut-after'
        ? fault.how
        : await this.#answer({ method, path, url, body, request, openApi });
    if (fault?.how === 'cut-after') {
      response.destroy();
      return;
    }
    this.#send(request, response, { method, path, answer });
  }

  #takeFault(call: string): FakeFault | undefined {
    const fault = this.#faults.find(item => item.match.test(call));
    if (!fault) return undefined;
    fault.times = (fault.times ?? 1) - 1;
    if (fault.times <= 0) this.#faults.splice(this.#faults.indexOf(fault), 1);
    return fault;
  }

  async #answer(call: {
    method: string;
    path: string;
    url: URL;
    body: Record<string, unknown> | undefined;
    request: IncomingMessage;
    openApi: OpenApiContract;
  }): Promise<FakeResponse> {
    const { method, path, url, body, openApi } = call;
    const account = this.#authenticate(path, call.request);
    if (!account) return refuse(401, 'Bad credentials');
    const tarball = /^\/repos\/[^/]+\/[^/]+\/tarball\/(\w+)$/.exec(path);
    if (tarball) {
      const location = `${this.url}/codeload/${tarball[1]}`;
      return { status: 302, headers: { location } };
    }
    const found = ROUTES.flatMap(route => {
      const parameters = matchTemplate(route.template, path);
      return route.method === method && parameters
        ? [{ route, parameters }]
        : [];
    })[0];
    if (!found) {
      this.violations.push(`The fake knows no ${method} ${path}`);
      return refuse(404, 'Not Found');
    }
    const { route, parameters } = found;
    const { owner, repo } = this.state;
    if (
      (parameters.owner ?? owner) !== owner ||
      (parameters.repo ?? repo) !== repo
    ) {
      return refuse(404, 'Not Found');
    }
    const operation = openApi.get(method, route.template);
    const query = Object.fromEntries(url.searchParams);
    const wrong = operation.findRequestErrors({ parameters, query, body });
    if (wrong.length > 0) {
      this.violations.push(...wrong);
      return refuse(400, wrong.join('; '));
    }
    const answer = await route.handle({
      parameters,
      query,
      body: body ?? {},
      account,
      repository: this.repository,
      state: this.state,
    });
    if (answer.body === undefined) return answer;
    const complete = operation.complete(answer.status, answer.body);
    this.violations.push(
      ...operation.findResponseErrors(answer.status, complete),
    );
    return { ...answer, body: complete };
  }

  #authenticate(
    path: string,
    request: IncomingMessage,
  ): FakeAccount | undefined {
    const [, token = ''] = (request.headers.authorization ?? '').split(' ');
    if (/^\/app\b|\/installation$/.test(path)) {
      const { appId } = this.state;
      return isAppJwt(token, this.#keys.publicKey, appId)
        ? { login: 'app', type: 'Bot' }
        : undefined;
    }
    return this.#accounts.get(token);
  }

  async #sendArchive(path: string, response: ServerResponse): Promise<void> {
    const sha = path.slice('/codeload/'.length);
    const archive = await this.repository.archive(sha);
    response.writeHead(200, { 'content-type': 'application/x-gzip' });
    response.end(archive);
  }

  #send(
    request: IncomingMessage,
    response: ServerResponse,
    call: { method: string; path: string; answer: FakeResponse },
  ): void {
    const { answer } = call;
    const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
    const etag = createEtag(text);
    const known =
      answer.status === 200 && request.headers['if-none-match'] === etag;
    const status = known ? 304 : answer.status;
    this.calls.push({
      method: call.method,
      path: call.path,
      status,
      counted: !known,
    });
    if (!known) this.#remaining--;
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      server: 'Fake of GitHub, for the tests of ZeroTouch',
      'x-ratelimit-limit': String(HOURLY_LIMIT),
      'x-ratelimit-remaining': String(this.#remaining),
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3_600),
      ...(answer.status === 200 ? { etag } : {}),
      ...answer.headers,
    });
    response.end(known || status === 204 ? '' : text);
  }
}

function toAddress(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The fake does not listen on a port.');
  }
  return address;
}
