import { DefaultRequestHandler, InMemoryTaskStore } from '@a2a-js/sdk/server';
import {
  UserBuilder,
  agentCardHandler,
  jsonRpcHandler,
} from '@a2a-js/sdk/server/express';
import express from 'express';
import { IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { ControllerAuth } from '../identify';
import { FakeAgent } from './FakeAgent';
import { KeptTasks, ok } from './KeptTasks';

/**
 * A fake kagent controller over real HTTP: the REST calls that the portal makes, and two agents behind A2A.
 *
 * @remarks `kagent/go-agent` offers A2A 1.0 and 0.3, `kagent/python-agent` 0.3 alone. Their cards name an address that does not exist,
 * as cards of a cluster do.
 */
export class FakeKagent {
  readonly goAgent = new FakeAgent('adk');
  readonly pythonAgent = new FakeAgent('kagent');
  /** Sessions by owner and id. */
  readonly sessions = new Map<string, { agent_ref: string; name: string }>();
  /** `A2A-Version` headers of the calls to agents. */
  readonly versions: (string | undefined)[] = [];
  /** Whom the calls of the portal named. */
  readonly users = new Set<string | undefined>();
  /** Headers of the calls, by the name of the header. */
  readonly headers: IncomingHttpHeaders[] = [];
  /** The auth mode that the controller runs with. */
  auth: ControllerAuth = 'unsecure';
  /** When set, the controller takes everybody for this person. */
  sharedUser?: string;
  /** Calls to addresses with this in them get no answer, when set. */
  silent?: string;
  /** What agents keep at their controller. */
  readonly kept = new KeptTasks();
  /** More agents of the namespace `kagent`, by name. */
  readonly agents = new Map<string, express.RequestHandler>();
  /** What every call is answered with instead, when set. */
  failure?: {
    status: number;
    contentType: string;
    body: string;
    location?: string;
  };
  readonly #sockets = new Set<Socket>();
  #server?: Server;

  /** Starts on a free port and returns the base URL. */
  async start(): Promise<string> {
    const app = express();
    app.use((req, res, next) => {
      this.headers.push(req.headers);
      if (!req.header('x-agent-name')) this.users.add(this.#userOf(req));
      if (this.silent && req.originalUrl.includes(this.silent))
        return undefined;
      if (this.auth === 'trusted-proxy' && !readClaims(req)) {
        return res.status(401).type('text').send('Unauthorized');
      }
      if (!this.failure) return next();
      const { status, contentType, body, location } = this.failure;
      if (location) res.setHeader('location', location);
      return res.status(status).type(contentType).send(body);
    });
    app.use('/api/sessions', express.json({ limit: '50mb' }));
    app.get('/api/me', (req, res) =>
      res.json(
        this.auth === 'trusted-proxy' && !this.sharedUser
          ? readClaims(req)
          : { sub: this.#userOf(req) },
      ),
    );
    app.use(this.kept.router());
    app.get('/api/agents', (_req, res) =>
      ok(res, [
        agentItem('go-agent', 'A Go agent'),
        agentItem('python-agent', 'A Python agent', false),
        { agent: 'of another shape' },
      ]),
    );
    app.get('/api/sessions/:id', (req, res) => {
      const session = this.sessions.get(
        `${this.#userOf(req)} ${req.params.id}`,
      );
      if (session) {
        ok(res, {
          session: { ...session, user_id: this.#userOf(req) },
          events: this.kept.eventsOf(req.params.id),
        });
      } else res.status(404).json({ error: 'Session not found' });
    });
    app.post('/api/sessions', (req, res) => {
      this.sessions.set(`${this.#userOf(req)} ${req.body.id}`, req.body);
      ok(res.status(201), { ...req.body, user_id: this.#userOf(req) });
    });
    app.use(
      '/api/a2a/kagent/go-agent',
      this.#agent(this.goAgent, ['1.0', '0.3']),
    );
    app.use(
      '/api/a2a/kagent/python-agent',
      this.#agent(this.pythonAgent, ['0.3']),
    );
    app.use('/api/a2a/kagent/:name', (req, res, next) => {
      const agent = this.agents.get(req.params.name);
      if (agent) agent(req, res, next);
      else res.status(404).type('text').send('Agent not found');
    });
    this.#server = await new Promise<Server>(resolve => {
      const server = app.listen(0, '127.0.0.1', () => resolve(server));
    });
    this.#server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    // A listening TCP server has such an address.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Breaks all connections off. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.goAgent.release();
    this.pythonAgent.release();
    this.cut();
    await new Promise(resolve => this.#server?.close(resolve));
  }

  #userOf(req: express.Request): string {
    const named =
      this.auth === 'trusted-proxy'
        ? readClaims(req)?.sub
        : req.query.user_id ?? req.header('x-user-id');
    return this.sharedUser ?? String(named ?? 'admin@kagent.dev');
  }

  #agent(agent: FakeAgent, versions: string[]): express.Router {
    const requestHandler = new DefaultRequestHandler(
      {
        name: 'kagent__NS__agent',
        description: '',
        version: '1',
        provider: undefined,
        supportedInterfaces: versions.map(protocolVersion => ({
          url: 'http://kagent-controller.kagent.invalid/api/a2a',
          protocolBinding: 'JSONRPC',
          protocolVersion,
          tenant: '',
        })),
        capabilities: { streaming: true, extensions: [] },
        securitySchemes: {},
        securityRequirements: [],
        defaultInputModes: ['text'],
        defaultOutputModes: ['text'],
        signatures: [],
        skills: [],
      },
      new InMemoryTaskStore(),
      agent,
    );
    const router = express.Router();
    const legacyCompat = { enabled: true };
    router.use(
      '/.well-known/agent-card.json',
      agentCardHandler({
        agentCardProvider: requestHandler,
        legacyCompat,
        cache: { maxAge: 0 },
      }),
    );
    router.use((req, _res, next) => {
      this.versions.push(req.header('a2a-version'));
      next();
    });
    router.use(
      jsonRpcHandler({
        requestHandler,
        userBuilder: UserBuilder.noAuthentication,
        legacyCompat,
      }),
    );
    return router;
  }
}

/** Reads the claims of a bearer token as kagent does: without a look at its signature. */
function readClaims(req: express.Request): { sub?: string } | undefined {
  const token = /^Bearer [^.]+\.([^.]+)\./.exec(
    req.header('authorization') ?? '',
  );
  return token
    ? JSON.parse(Buffer.from(token[1], 'base64url').toString())
    : undefined;
}

function agentItem(name: string, description: string, ready = true) {
  return {
    id: `kagent__NS__${name.replace('-', '_')}`,
    agent: {
      metadata: { name, namespace: 'kagent' },
      spec: {
        type: 'Declarative',
        description,
        declarative: {
          tools: [
            {
              type: 'McpServer',
              mcpServer: {
                name: 'tools',
                toolNames: ['get_pods', 'delete_pod'],
                requireApproval: ['delete_pod'],
              },
            },
          ],
          a2aConfig: { skills: [{ id: 'look', name: 'Look at pods' }] },
        },
      },
    },
    model: 'gpt-4.1-mini',
    deploymentReady: ready,
    accepted: true,
  };
}
