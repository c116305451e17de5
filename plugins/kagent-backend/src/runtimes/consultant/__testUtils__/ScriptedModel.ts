import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { z } from 'zod';

const requestSchema = z.object({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.unknown(),
      tool_calls: z.array(z.unknown()).optional(),
    }),
  ),
  tools: z
    .array(z.object({ function: z.object({ name: z.string() }) }))
    .default([]),
});
/** What the model was asked. */
export type ModelRequest = z.infer<typeof requestSchema> & {
  authorization?: string;
};

/** What the model does at one step. */
export interface ModelStep {
  /** Streamed word by word. */
  text?: string;
  /** `args` that are a string are sent as they are, whether they are JSON or not. */
  calls?: { name: string; args: Record<string, unknown> | string }[];
  /** In place of an answer. */
  respond?: (res: ServerResponse) => void;
  /** Tokens that it says to have used; none when null. */
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
  finishReason?: string;
}

/** A server that speaks the chat completions of OpenAI and does what the test says. */
export class ScriptedModel {
  readonly requests: ModelRequest[] = [];
  readonly #server: Server;
  readonly #script: (request: ModelRequest, step: number) => ModelStep;

  private constructor(
    script: (request: ModelRequest, step: number) => ModelStep,
  ) {
    this.#script = script;
    this.#server = createServer((req, res) => {
      this.#answer(req, res).catch(error => {
        res.statusCode = 500;
        res.end(String(error));
      });
    });
  }

  /** @param script - The steps in order, the last one over and over, or what each request leads to. */
  static async start(
    script: ModelStep[] | ((request: ModelRequest, step: number) => ModelStep),
  ): Promise<ScriptedModel> {
    const model = new ScriptedModel(
      Array.isArray(script)
        ? (_, step) => script[Math.min(step, script.length - 1)] ?? {}
        : script,
    );
    await new Promise<void>(resolve => {
      model.#server.listen(0, '127.0.0.1', resolve);
    });
    return model;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  /** All that the model was told, as one text. */
  get heard(): string {
    return JSON.stringify(this.requests);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of req) body += chunk;
    const request = {
      ...requestSchema.parse(JSON.parse(body)),
      authorization: req.headers.authorization,
    };
    this.requests.push(request);
    const step = this.#script(request, this.requests.length - 1);
    if (step.respond) {
      step.respond(res);
      return;
    }
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (delta: object, more: object = {}) => {
      const chunk = {
        id: 'c',
        object: 'chat.completion.chunk',
        created: 1,
        model: request.model,
        choices: [{ index: 0, delta, finish_reason: null }],
        ...more,
      };
      res.write(`data: ${JSON.stringify(chunk)}\n\n`);
    };
    send({ role: 'assistant' });
    for (const word of (step.text ?? '').match(/\s*\S+\s*/g) ?? []) {
      send({ content: word });
    }
    for (const [index, { name, args }] of (step.calls ?? []).entries()) {
      send({
        tool_calls: [
          {
            index,
            // Some models use the same ids again and again.
            id: `call_${index}`,
            type: 'function',
            function: {
              name,
              arguments: typeof args === 'string' ? args : JSON.stringify(args),
            },
          },
        ],
      });
    }
    const finish_reason =
      step.finishReason ?? (step.calls?.length ? 'tool_calls' : 'stop');
    send({}, { choices: [{ index: 0, delta: {}, finish_reason }] });
    if (step.usage !== null) {
      const usage = step.usage ?? { prompt_tokens: 100, completion_tokens: 20 };
      send({}, { choices: [], usage });
    }
    res.end('data: [DONE]\n\n');
  }
}
