import { once } from 'node:events';
import express from 'express';
import { z } from 'zod';
import { TestServer } from './TestServer';

const requestSchema = z.looseObject({
  stream: z.boolean().nullish(),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z
        .union([z.string(), z.array(z.looseObject({ text: z.string() }))])
        .nullish(),
    }),
  ),
});
type Request = z.infer<typeof requestSchema>;

/** What the model says: pieces of text, calls of tools, or a failure. */
interface Answer {
  pieces?: string[];
  calls?: { name: string; args: unknown }[];
  failure?: string;
}

const ask = {
  questions: [{ question: 'Which namespace?', choices: ['acme', 'shop'] }],
};

/** What the model says to a message of the person. */
const script: Record<string, Answer> = {
  hello: { pieces: ['Good morning, ', 'grüß Gott, ', '早上好 🌅.'] },
  long: {
    pieces: Array.from({ length: 400 }, (_, i) => `line ${i} of many\n`),
  },
  pods: { calls: [{ name: 'list_pods', args: { namespace: 'acme' } }] },
  delete: { calls: [{ name: 'delete_pod', args: { name: 'web-0' } }] },
  'delete both': {
    calls: [
      { name: 'delete_pod', args: { name: 'web-0' } },
      { name: 'delete_pod', args: { name: 'web-1' } },
    ],
  },
  ask: { calls: [{ name: 'ask_user', args: ask }] },
  'ask and delete': {
    calls: [
      { name: 'ask_user', args: ask },
      { name: 'delete_pod', args: { name: 'web-0' } },
    ],
  },
  helper: {
    calls: [{ name: 'kagent__NS__helper', args: { request: 'delete' } }],
  },
  'helper pods': {
    calls: [{ name: 'kagent__NS__helper', args: { request: 'pods' } }],
  },
  'helper of helper': {
    calls: [{ name: 'kagent__NS__middle', args: { request: 'helper' } }],
  },
  slow: { pieces: ['It begins, ', 'and it ends.'] },
  break: { failure: 'The model is out of order.' },
};

/**
 * A model behind the chat completions of OpenAI that plays a script by the last message, streaming or not.
 *
 * @remarks After a tool it says what the tool said. In the middle of "slow" it waits for {@link ScriptedModel.release}.
 */
export class ScriptedModel {
  /** Bodies of the requests. */
  readonly requests: Request[] = [];
  readonly #server = new TestServer();
  #release: () => void = () => {};
  #count = 0;

  /** Starts on a free port and returns the base URL, `/v1` included. */
  async start(): Promise<string> {
    const app = express();
    app.use(express.json({ limit: '10mb' }));
    app.post('/v1/chat/completions', (req, res, next) => {
      this.#complete(requestSchema.parse(req.body), res).catch(next);
    });
    return `${await this.#server.start(app)}/v1`;
  }

  /** Lets the message "slow" go on. */
  release(): void {
    this.#release();
  }

  async stop(): Promise<void> {
    this.release();
    await this.#server.stop();
  }

  async #complete(request: Request, res: express.Response): Promise<void> {
    this.requests.push(request);
    const { pieces = [], calls = [], failure } = findAnswer(request.messages);
    if (failure) {
      res.setHeader('x-should-retry', 'false');
      res.status(500).json({ error: { message: failure, type: 'server' } });
      return;
    }
    const toolCalls = calls.map(({ name, args }, index) => {
      this.#count += 1;
      return {
        index,
        id: `call_${this.#count}`,
        type: 'function',
        function: { name, arguments: JSON.stringify(args) },
      };
    });
    const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
    const reason = calls.length > 0 ? 'tool_calls' : 'stop';
    if (!request.stream) {
      res.json(
        toCompletion({
          usage,
          reason,
          message: {
            role: 'assistant',
            content: pieces.join('') || null,
            ...(calls.length > 0 && { tool_calls: toolCalls }),
          },
        }),
      );
      return;
    }
    res.setHeader('content-type', 'text/event-stream');
    const send = (chunk: unknown) =>
      res.write(`data: ${JSON.stringify(chunk)}\n\n`);
    for (const [index, content] of pieces.entries()) {
      if (index === 1 && isSlow(request.messages))
        await this.#waitForRelease(res);
      send(toChunk({ delta: { content } }));
    }
    if (calls.length > 0) send(toChunk({ delta: { tool_calls: toolCalls } }));
    send(toChunk({ delta: {}, reason }));
    send({ ...toChunk({ delta: {} }), choices: [], usage });
    res.end('data: [DONE]\n\n');
  }

  async #waitForRelease(res: express.Response): Promise<void> {
    await Promise.race([
      once(res, 'close'),
      new Promise<void>(resolve => {
        this.#release = resolve;
      }),
    ]);
  }
}

function findAnswer(messages: Request['messages']): Answer {
  const results = messages.slice(
    messages.findLastIndex(({ role }) => role !== 'tool') + 1,
  );
  if (results.length > 0) {
    return { pieces: ['Told: ', results.map(toText).join(' | '), '.'] };
  }
  return script[toText(messages.at(-1)).trim()] ?? { pieces: ['What?'] };
}

function isSlow(messages: Request['messages']): boolean {
  return toText(messages.at(-1)).trim() === 'slow';
}

function toText(message: Request['messages'][0] | undefined): string {
  const { content } = message ?? {};
  return Array.isArray(content)
    ? content.map(({ text }) => text).join('')
    : content ?? '';
}

const common = { id: 'completion', created: 0, model: 'scripted' };

function toChunk(options: { delta: unknown; reason?: string }) {
  const choice = {
    index: 0,
    delta: options.delta,
    finish_reason: options.reason ?? null,
  };
  return { ...common, object: 'chat.completion.chunk', choices: [choice] };
}

function toCompletion(options: {
  message: unknown;
  reason: string;
  usage: unknown;
}) {
  const { message, reason, usage } = options;
  const choice = { index: 0, message, finish_reason: reason };
  return { ...common, object: 'chat.completion', choices: [choice], usage };
}
