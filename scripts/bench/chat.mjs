import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { startPortal } from '../lib/portal.mjs';
import { end } from '../lib/processes.mjs';
import { projectDir } from '../lib/project.mjs';

const run = promisify(execFile);

/**
 * Measures what the portal adds to the tokens of an agent, alone and with `streams` conversations at once, in a portal of its own.
 *
 * @returns What scripts/bench/chat/streams.ts prints.
 */
export async function measureStreams({
  node,
  env,
  port,
  dataDir,
  streams = 200,
  seconds = 30,
}) {
  const agentPort = port + 1;
  const config = join(dataDir, 'bench-chat.json');
  writeFileSync(
    config,
    JSON.stringify({
      kagent: {
        controllers: [
          { id: 'bench', baseUrl: `http://127.0.0.1:${agentPort}` },
        ],
        // All streams are of one person here, who may otherwise have a few.
        limits: {
          messagesPerMinute: 1000,
          runningAnswers: 1000,
          openStreams: 1000,
        },
      },
    }),
  );
  const { url, child } = await startPortal({
    node,
    env,
    port,
    dataDir,
    extraConfig: [relative(projectDir, config)],
  });
  try {
    const { stdout, stderr } = await run(
      node,
      [
        '--require',
        join(
          projectDir,
          'node_modules/@backstage/cli/config/nodeTransform.cjs',
        ),
        join(projectDir, 'scripts/bench/chat/streams.ts'),
      ],
      {
        env: {
          ...env,
          NODE_ENV: 'production',
          PORTAL_URL: url,
          PORTAL_PID: String(child.pid),
          AGENT_PORT: String(agentPort),
          STREAMS: String(streams),
          SECONDS: String(seconds),
        },
      },
    );
    process.stderr.write(stderr);
    return JSON.parse(stdout);
  } finally {
    await end(child);
  }
}
