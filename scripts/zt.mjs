// `npm run zt -- COMMAND`: gets what the command line needs, then becomes it. Only results go to standard output.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { projectDir, toolsDir } from './lib/project.mjs';
import { exitCode } from './lib/processes.mjs';
import { main, reportStepsTo } from './lib/steps.mjs';

const preparationFailed = 3;

reportStepsTo({ stream: process.stderr, quietMs: 1000 });
let code = preparationFailed;
await main(async () => {
  const { node, env } = await prepare({ frontend: false, docs: false });
  const child = spawn(
    node,
    [
      '--require',
      join(projectDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(projectDir, 'packages/zt/src/cli.ts'),
      ...process.argv.slice(2),
    ],
    {
      stdio: 'inherit',
      env: {
        ...env,
        NODE_ENV: 'production',
        NODE_COMPILE_CACHE: join(toolsDir, 'compile-cache'),
        ZT_CACHE_DIR: toolsDir,
        INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
      },
    },
  );
  code = await exitCode(child);
});
process.exitCode = code;
