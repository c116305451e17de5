import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import express from 'express';
import { TestServer } from './TestServer';

const tools = ['list_pods', 'delete_pod'].map(name => ({
  name,
  description: name,
  inputSchema: {
    type: 'object' as const,
    properties: { namespace: { type: 'string' }, name: { type: 'string' } },
  },
}));

/** A tool server over MCP with a tool that looks and a tool that deletes. */
export class ToolServer {
  /** Calls that ran, as the name of the tool and its arguments. */
  readonly ran: string[] = [];
  readonly #server = new TestServer();

  /** Starts on a free port and returns the address of the server. */
  async start(): Promise<string> {
    const app = express();
    app.use(express.json());
    app.post('/mcp', (req, res, next) => {
      this.#serve(req, res).catch(next);
    });
    app.all('/mcp', (_req, res) => res.status(405).end());
    return `${await this.#server.start(app)}/mcp`;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  async #serve(req: express.Request, res: express.Response): Promise<void> {
    const server = new Server(
      { name: 'tools', version: '1' },
      { capabilities: { tools: {} } },
    );
    server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
    server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
      const { name, arguments: args = {} } = params;
      this.ran.push(`${name} ${Object.values(args).join(' ')}`.trim());
      const text = name === 'list_pods' ? 'web-0 and web-1' : 'deleted';
      return { content: [{ type: 'text', text }] };
    });
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: undefined,
    });
    res.on('close', () => {
      transport.close();
      server.close();
    });
    await server.connect(transport);
    await transport.handleRequest(req, res, req.body);
  }
}
