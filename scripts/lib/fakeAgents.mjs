import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Problem, projectDir } from './project.mjs';
import { start } from './processes.mjs';

/**
 * Starts the fakes that the chat talks to in tests: a kagent controller and a model, which say that they are fakes.
 *
 * @returns `{ child, portalEnv, testEnv }`: environment for a portal that makes it use the controller, and for tests that say
 * what the fakes do and start a portal of their own, which uses the model too. The child ends with this process.
 */
export async function startFakeAgents({ node, env }) {
  const child = start(
    node,
    [
      '--require',
      join(projectDir, 'scripts/lib/exitWithParent.cjs'),
      '--require',
      join(projectDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(projectDir, 'scripts/agents/main.ts'),
    ],
    { cwd: projectDir, env, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => undefined),
  ]);
  if (!first) {
    throw new Problem(
      'The fake agents ended while they were starting.',
      'What they printed above says why.',
    );
  }
  const { controllerUrl, modelUrl, controlUrl } = JSON.parse(first[0]);
  const portalEnv = {
    APP_CONFIG_kagent_controllers: JSON.stringify([
      { id: 'fake', baseUrl: controllerUrl },
    ]),
  };
  const portalEnvWithModel = {
    ...portalEnv,
    APP_CONFIG_kagent_consultant_model_baseUrl: modelUrl,
    APP_CONFIG_kagent_consultant_model_name: 'fake',
  };
  return {
    child,
    portalEnv,
    testEnv: {
      AGENTS_CONTROL_URL: controlUrl,
      AGENTS_PORTAL_ENV: JSON.stringify(portalEnvWithModel),
    },
  };
}
