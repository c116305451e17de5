import express from 'express';
import { once } from 'node:events';
import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { z } from 'zod';
import { Holds } from './Holds';

const requestSchema = z.looseObject({
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
});

/**
 * A fake model behind the chat completions of OpenAI, for tests.
 *
 * @remarks A question with "hold" in it stops after the first words of its first answer, until "model" is released or the
 * asker is gone; asked again it is answered to the end. Each answer says which one it is.
 */
export async function startFakeModel(options: {
  holds: Holds;
}): Promise<{ url: string; server: Server }> {
  const asked = new Map<string, number>();
  const app = express();
  app.use(express.json({ limit: '5mb' }));
  app.post('/v1/chat/completions', async (req, res) => {
    const { messages } = requestSchema.parse(req.body);
    const question = JSON.stringify(
      messages.findLast(({ role }) => role === 'user')?.content ?? '',
    );
    const count = (asked.get(question) ?? 0) + 1;
    asked.set(question, count);
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    res.setHeader('content-type', 'text/event-stream');
    const send = (delta: object, finish: string | null = null) =>
      res.write(
        `data: ${JSON.stringify({
          id: `fake-${count}`,
          object: 'chat.completion.chunk',
          created: 0,
          model: 'fake',
          choices: [{ index: 0, delta, finish_reason: finish }],
        })}\n\n`,
      );
    send({ role: 'assistant', content: `Attempt ${count} begins. ` });
    if (question.includes('hold') && count === 1) {
      await options.holds.wait('model', gone.signal);
    }
    if (gone.signal.aborted) return;
    send({ content: `Attempt ${count} ends.` });
    send({}, 'stop');
    res.write(
      `data: ${JSON.stringify({
        id: `fake-${count}`,
        object: 'chat.completion.chunk',
        created: 0,
        model: 'fake',
        choices: [],
        usage: { prompt_tokens: 50, completion_tokens: 8, total_tokens: 58 },
      })}\n\n`,
    );
    res.end('data: [DONE]\n\n');
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has such an address.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, server };
}
