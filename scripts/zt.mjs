// `npm run zt -- COMMAND`: gets what the command line needs, then becomes it. Only results go to standard output.
import { spawn } from 'node:child_process';
import { ztProgram } from './lib/platformChecks.mjs';
import { prepare } from './lib/prepare.mjs';
import { exitCode } from './lib/processes.mjs';
import { main, reportStepsTo } from './lib/steps.mjs';

const preparationFailed = 3;

reportStepsTo({ stream: process.stderr, quietMs: 1000 });
let code = preparationFailed;
await main(async () => {
  const { node, env } = await prepare({ frontend: false, docs: false });
  const program = ztProgram('cli.ts', env);
  const child = spawn(node, [...program.args, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: {
      ...program.env,
      INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
    },
  });
  code = await exitCode(child);
});
process.exitCode = code;
