// Bundles the process into dist/main.cjs, one file without dependencies; the image holds nothing else.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.cjs',
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minifySyntax: true,
  sourcemap: false,
  legalComments: 'inline',
  logLevel: 'warning',
});
