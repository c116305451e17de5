import { TestDatabases } from '@backstage/backend-test-utils';
import {
  createDatabase,
  databaseId,
} from '../../__testUtils__/createConversations';
import {
  RuntimeUnderTest,
  describeAgentRuntime,
  scripts,
} from '../__testUtils__/describeAgentRuntime';
import { ModelStep, ScriptedModel } from './__testUtils__/ScriptedModel';
import { createTestConsultant } from './__testUtils__/createTestConsultant';

jest.setTimeout(20_000);
const databases = TestDatabases.create({ ids: [databaseId] });

describeAgentRuntime('ConsultantRuntime with a model', createWithModel);

async function createWithModel(): Promise<RuntimeUnderTest> {
  const knex = await createDatabase(databases);
  const model = await ScriptedModel.start(({ messages }) =>
    toStep(String(messages.findLast(({ role }) => role === 'user')?.content)),
  );
  const { runtime } = createTestConsultant({
    knex,
    modelUrl: model.url,
    settings: { maxTokens: 200_000 },
  });
  return {
    runtime,
    agentId: 'consultant',
    failure: /gave no full answer/,
    readSent: () => JSON.stringify(model.requests),
    readData: () =>
      model.requests.flatMap(({ messages }) =>
        messages.filter(
          ({ role, content, tool_calls }) =>
            role === 'tool' ||
            (role === 'user' && typeof content !== 'string') ||
            tool_calls !== undefined,
        ),
      ),
    stop: async () => {
      await model.stop();
    },
  };
}

/** What the model does with the message of the person, which may have passages of the docs behind it. */
function toStep(message: string): ModelStep {
  const [word] = message.split(/\s/);
  switch (word) {
    case 'long':
      return { text: scripts.long };
    case 'unicode':
      return { text: scripts.unicode };
    case 'fail':
      return {
        respond: res => {
          res.writeHead(400).end('{"error":{"message":"out of order"}}');
        },
      };
    case 'slow':
      return {
        respond: res => {
          const choice = { index: 0, delta: { content: 'It begins.' } };
          const chunk = {
            id: 'x',
            object: 'chat.completion.chunk',
            created: 0,
          };
          res.writeHead(200, { 'content-type': 'text/event-stream' });
          res.write(
            `data: ${JSON.stringify({
              ...chunk,
              model: 'scripted-1',
              choices: [{ ...choice, finish_reason: null }],
            })}\n\n`,
          );
        },
      };
    default:
      return { text: message.slice('echo '.length).split('\n\n')[0] };
  }
}
