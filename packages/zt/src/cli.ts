import { join } from 'node:path';
import { runCommandLine } from './runCommandLine';
import { GoModules } from './schemas/GoModules';

const cacheDir = process.env.ZT_CACHE_DIR ?? join(process.cwd(), '.zerotouch');

runCommandLine({
  args: process.argv.slice(2),
  cwd: process.env.INIT_CWD ?? process.cwd(),
  cacheDir,
  modules: GoModules.create({ env: process.env }),
  env: process.env,
  out: text => process.stdout.write(`${text}\n`),
  err: text => process.stderr.write(`${text}\n`),
}).then(code => {
  process.exitCode = code;
});
