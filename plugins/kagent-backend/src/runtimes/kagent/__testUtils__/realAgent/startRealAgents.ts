import { Response } from 'express';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRuntime } from '../startRuntime';
import { RealAgent } from './RealAgent';
import { ScriptedModel } from './ScriptedModel';
import { ToolServer } from './ToolServer';
import { proxyAgent } from './proxyAgent';

/**
 * Starts real agents of kagent behind a stub of the controller, which passes their calls on.
 *
 * @remarks `local` keeps all in memory, the others keep it at the controller. `sre` uses tools and asks `helper` and `middle`; `middle` asks `helper`. `delete_pod` needs approval everywhere.
 */
export async function startRealAgents() {
  const dir = mkdtempSync(join(tmpdir(), 'zerotouch-agents-'));
  const model = new ScriptedModel();
  const tools = new ToolServer();
  const [modelUrl, toolsUrl, env] = await Promise.all([
    model.start(),
    tools.start(),
    startRuntime({ timeoutMs: 20_000 }),
  ]);
  const open = new Set<Response>();
  const toAddress = (name: string) => `${env.baseUrl}/api/a2a/kagent/${name}`;
  const startAgent = async (name: string, asks: string[]) => {
    const agent = await RealAgent.start({
      dir,
      name,
      local: name === 'local',
      controllerUrl: env.baseUrl,
      publicUrl: toAddress(name),
      config: {
        model: { type: 'openai', model: 'scripted', base_url: modelUrl },
        description: name,
        instruction: 'Play the script.',
        stream: true,
        http_tools: [
          {
            params: { url: toolsUrl, headers: {}, timeout: 10 },
            tools: ['list_pods', 'delete_pod'],
            require_approval: ['delete_pod'],
          },
        ],
        remote_agents: asks.map(other => ({
          name: `kagent__NS__${other}`,
          url: toAddress(other),
          description: other,
        })),
      },
    });
    env.kagent.agents.set(name, proxyAgent(agent.url, open));
    return agent;
  };
  const starts = await Promise.allSettled([
    startAgent('local', []),
    startAgent('sre', ['helper', 'middle']),
    startAgent('middle', ['helper']),
    startAgent('helper', []),
  ]);
  const agents = starts.flatMap(start =>
    start.status === 'fulfilled' ? [start.value] : [],
  );
  const stop = async () => {
    await Promise.all(agents.map(agent => agent.stop()));
    await Promise.all([env.kagent.stop(), model.stop(), tools.stop()]);
    rmSync(dir, { recursive: true, force: true });
  };
  const failure = starts.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') {
    await stop();
    throw failure.reason;
  }
  /** Breaks off what agents answer now; what they themselves keep at the controller goes on. */
  const cutAnswers = () => {
    for (const response of open) response.destroy();
  };
  return { ...env, model, tools, cutAnswers, stop };
}
