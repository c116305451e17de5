// Feeds the alerts of a database with the figures of quiet and of broken days, and asks Prometheus' own promtool which ones fire.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarios } from './alerts/scenarios.mjs';
import { toPromtoolTests } from './alerts/toPromtoolTests.mjs';
import { ensurePromtool } from './alerts/ensurePromtool.mjs';
import { main } from './lib/steps.mjs';
import { composeClaim } from './restore/claims.mjs';

await main(async () => {
  const promtool = await ensurePromtool();
  const { composition } = composeClaim({
    name: 'shop',
    spec: ['version: 17'],
  });
  const { groups } = composition.resources.alerts.object.spec;
  const dir = mkdtempSync(join(tmpdir(), 'zt-alerts-'));
  try {
    // JSON is YAML.
    writeFileSync(join(dir, 'rules.yaml'), JSON.stringify({ groups }));
    writeFileSync(
      join(dir, 'tests.yaml'),
      JSON.stringify(toPromtoolTests(scenarios, groups)),
    );
    const { status, stdout, stderr } = spawnSync(
      promtool,
      ['test', 'rules', 'tests.yaml'],
      { cwd: dir, encoding: 'utf8' },
    );
    process.stdout.write(`${stdout}${stderr}`);
    process.exitCode = status ?? 1;
    if (status === 0) {
      for (const { name, fires = {} } of scenarios) {
        const alerts = Object.keys(fires).join(', ') || 'nothing';
        console.log(`- ${name}: ${alerts} fires.`);
      }
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
