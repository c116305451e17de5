import { Activity, ActivityStep, toActivity } from './toActivity';

/** How deep agents of agents are looked into. */
const MAX_DEPTH = 3;
/** How many sessions are read for one look; an agent may ask many. */
const MAX_SESSIONS = 10;
/** How many steps are told; the newest count. */
export const MAX_STEPS = 50;

/**
 * Reads what an agent does, with what the agents do that it asks itself, three deep.
 *
 * @param options.listTasks - Reads the tasks of a session.
 * @returns `undefined` when the session cannot be read yet.
 */
export async function readActivity(options: {
  sessionId: string;
  listTasks: (sessionId: string) => Promise<unknown>;
}): Promise<Activity | undefined> {
  const seen = new Set<string>();

  async function read(
    sessionId: string,
    depth: number,
  ): Promise<Activity | undefined> {
    if (seen.has(sessionId) || seen.size >= MAX_SESSIONS) return undefined;
    seen.add(sessionId);
    const activity = toActivity(await options.listTasks(sessionId));
    if (!activity) return undefined;
    const steps: ActivityStep[] = [];
    for (const { sessionId: inner, ...step } of activity.steps) {
      steps.push(step);
      if (!inner || depth >= MAX_DEPTH) continue;
      const nested = await read(inner, depth + 1).catch(() => undefined);
      for (const item of nested?.steps ?? []) {
        steps.push({ ...item, text: `${step.text}: ${item.text}` });
      }
    }
    return { ...activity, steps };
  }

  const activity = await read(options.sessionId, 1);
  return activity && { ...activity, steps: activity.steps.slice(-MAX_STEPS) };
}
