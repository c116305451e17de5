/**
 * A replica that is run as a process of its own, on the SQLite file that its argument names.
 *
 * It asks an agent that talks without end, and prints the id of the conversation when the first words are in the database. On SIGTERM it
 * stops as the portal does.
 */
import { BackstageUserPrincipal } from '@backstage/backend-plugin-api';
import { Agent } from '@zerotouch/plugin-kagent-common';
import createKnex from 'knex';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createChat } from '../createChat';
import { DEFAULT_LIMITS } from '../limits/PersonLimits';
import { AgentRuntime, RuntimeEvent } from '../runtimes/AgentRuntime';

const runtime: AgentRuntime = {
  id: 'scripted',
  async listAgents(): Promise<Agent[]> {
    return [
      {
        id: 'scripted',
        title: 'Scripted',
        description: '',
        runtime: 'scripted',
        health: 'healthy',
      },
    ];
  },
  async *stream(): AsyncGenerator<RuntimeEvent> {
    yield { type: 'task-start', taskId: 'task-1' };
    for (;;) {
      yield { type: 'text-delta', delta: 'word ' };
      await setTimeout(10);
    }
  },
};

const silent = () => undefined;
const never = () => {
  throw new Error('Not used here');
};

async function main(filename: string) {
  const chat = createChat({
    auditor: {
      createEvent: async () => ({
        success: async () => undefined,
        fail: async () => undefined,
      }),
    },
    catalog: { getEntityByRef: never, getEntitiesByRefs: never },
    forge: { getProposal: never, readFile: never },
    knex: createKnex({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    }),
    limits: DEFAULT_LIMITS,
    logger: {
      debug: silent,
      info: silent,
      warn: console.error,
      error: console.error,
      child: never,
    },
    permissions: { authorize: never, authorizeConditional: never },
    runtimes: [runtime],
    userInfo: { getUserInfo: never },
    now: () => new Date(),
    generateId: () => randomUUID(),
  });
  await chat.start();
  process.on('SIGTERM', () => {
    chat.stop().then(() => process.exit(0), never);
  });
  const principal: BackstageUserPrincipal = {
    type: 'user',
    userEntityRef: 'user:default/founder',
  };
  const founder = {
    $$type: '@backstage/BackstageCredentials' as const,
    principal,
  };
  const { id } = await chat.conversations.create(founder, {
    agent: 'scripted',
  });
  const { events } = await chat.conversations.send(founder, {
    id,
    text: 'Talk.',
    signal: new AbortController().signal,
  });
  for await (const event of events) {
    if (event.type === 'text-delta') console.log(id);
  }
}

main(process.argv[2]).catch(error => {
  console.error(error);
  process.exit(1);
});
