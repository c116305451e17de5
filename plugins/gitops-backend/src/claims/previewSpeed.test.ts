import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readPlatformTree } from '@zerotouch/compositions';
import { previewClaims } from './previewClaim';

const top = resolve(__dirname, '../../../..');
const files = execFileSync('git', ['ls-files', 'platform', 'tenants'], {
  cwd: top,
  encoding: 'utf8',
})
  .split('\n')
  .filter(path => /\.ya?ml$/.test(path))
  .map(path => ({ path, content: readFileSync(resolve(top, path), 'utf8') }));
const platform = {
  sha: '0'.repeat(40),
  stateSha: '0'.repeat(40),
  contents: new Map(files.map(({ path, content }) => [path, content])),
  tree: readPlatformTree(files),
};

describe('a preview', () => {
  it('takes a small part of 150 ms of the processor, at the median', () => {
    const figures: number[] = [];
    for (let round = 0; round < 41; round += 1) {
      const before = process.cpuUsage();
      const [preview] = previewClaims(platform, [
        {
          kind: 'XPostgres',
          tenant: 'acme',
          name: 'speed',
          spec: { storageGB: 20 + round },
        },
      ]);
      const { user, system } = process.cpuUsage(before);
      figures.push((user + system) / 1000);
      expect(preview.objects.length).toBeGreaterThan(5);
    }
    figures.sort((a, b) => a - b);
    process.stdout.write(
      `preview: median ${figures[20].toFixed(
        1,
      )} ms of processor, slowest ${figures[40].toFixed(1)} ms\n`,
    );
    expect(figures[20]).toBeLessThan(75);
  });
});
