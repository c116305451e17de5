import { expect } from '@playwright/test';

const where = process.env.AGENTS_CONTROL_URL;

async function control(path: string, method = 'POST', body: unknown = {}) {
  if (!where) {
    throw new Error(
      'AGENTS_CONTROL_URL is not set; "npm test" starts the fake agents and sets it.',
    );
  }
  const response = await fetch(`${where}/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: method === 'GET' ? undefined : JSON.stringify(body),
  });
  expect(response.status, `${method} ${path}`).toBe(200);
  return response.json();
}

/** The id of the fake agent that plays scripts; `scripts/agents/ScriptedAgent.ts` says which there are. */
export const SCRIPTED = 'fake:kagent/go-agent';
/** Its title. */
export const SCRIPTED_TITLE = 'go-agent';

/** Decides what the fake agents do. */
export const fakeAgents = {
  /** Lets a script go on, once it has come to the place where it waits. */
  async release(name: 'hold' | 'delegate' | 'model') {
    await expect
      .poll(async () => (await control(`release/${name}`)).released)
      .toBeGreaterThan(0);
  },
  /** Takes the controller away, as when its pod is gone. */
  shut: () => control('shut'),
  open: () => control('open'),
  /** Answers everything with a page, as a sign-in in front of the controller does. */
  answerHtml: () =>
    control('fail', 'POST', {
      status: 200,
      contentType: 'html',
      body: '<!doctype html><title>Sign in</title><h1>Sign in first</h1>',
    }),
  /** Makes the agent refuse to stop, as agents in Python do. */
  refuseToStop: () => control('cannot-cancel'),
  /** All as it should be. */
  async heal() {
    await control('heal');
    await control('open');
  },
  /** What reached the agent. */
  received: (): Promise<{
    cancelled: string[];
    executed: string[];
    received: unknown[];
    texts: string[];
  }> => control('go-agent', 'GET'),
};

/** The words that `count` and `hold` say. */
export function wordsTo(last: number): string[] {
  return Array.from({ length: last }, (_, index) => `w${index + 1}`);
}
