import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  CallToolResult,
  ListToolsRequestSchema,
  Tool,
} from '@modelcontextprotocol/sdk/types.js';
import { ActionInput, ActionOutput, ActionsServiceAction } from './actions';
import { ActingAgent, AgentTools } from './AgentTools';
import { toToolName } from './McpAgent';

/** The version that the server tells its clients. */
const VERSION = '1';

/** Creates the MCP server of one request: the tools of one agent, under its own credentials. */
export function createMcpServer(options: {
  acting: ActingAgent;
  tools: AgentTools;
}): Server {
  const { acting, tools } = options;
  const server = new Server(
    { name: 'zerotouch', version: VERSION },
    {
      capabilities: { tools: {} },
      instructions:
        'Reads the platform and proposes changes to it. A person decides about each proposal; no tool merges or approves.',
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: (await tools.list(acting)).map(toTool),
  }));
  server.setRequestHandler(
    CallToolRequestSchema,
    async ({ params }): Promise<CallToolResult> => {
      const called = await tools.call(acting, {
        name: params.name,
        // The SDK parsed it from JSON.
        input: (params.arguments ?? {}) as ActionInput,
      });
      return called.result === 'ok'
        ? toResult(called.output)
        : { isError: true, content: [{ type: 'text', text: called.message }] };
    },
  );
  return server;
}

function toTool(action: ActionsServiceAction): Tool {
  const { readOnly, destructive, idempotent } = action.attributes;
  return {
    name: toToolName(action.id),
    title: action.title,
    description: action.description,
    inputSchema: {
      ...action.schema.input,
      type: 'object',
    } as Tool['inputSchema'],
    annotations: {
      title: action.title,
      readOnlyHint: readOnly,
      destructiveHint: destructive,
      idempotentHint: idempotent,
      openWorldHint: false,
    },
  };
}

function toResult(output: ActionOutput): CallToolResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(output) }],
    ...(isActionInput(output) ? { structuredContent: output } : {}),
  };
}

function isActionInput(value: ActionOutput): value is ActionInput {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
