import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const config = readFileSync(
  resolve(__dirname, '../../../app-config.yaml'),
  'utf8',
);

// A dry run renders any template with the person's token among its values, so a tool client could print that token.
describe('the tools of MCP clients', () => {
  it.each([
    'catalog:register-entity',
    'catalog:unregister-entity',
    'scaffolder:execute-template',
    'scaffolder:dry-run-template',
  ])('leave out %s', action => {
    const [, excluded] = /exclude:\n((?:\s+- id: .*\n)+)/.exec(config) ?? [];
    expect(excluded).toContain(`- id: ${action}\n`);
  });
});
