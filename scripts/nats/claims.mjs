import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from '../lib/project.mjs';

const streams = 'platform/04-apis/xeventstream/examples';
const services = 'platform/04-apis/xeventdrivenservice/examples';

/** The claims of the story: the examples of the platform's own documentation, and a stream of another tenant. */
const claims = {
  audit: example(`${streams}/minimal.yaml`, 'acme/audit'),
  orders: example(`${streams}/typical.yaml`, 'acme/orders'),
  thumbnails: example(`${streams}/full.yaml`, 'acme/thumbnail-jobs'),
  ledger: {
    path: 'tenants/globex/ledger-events/xeventstream.yaml',
    text: read(`${streams}/minimal.yaml`)
      .replace('name: audit', 'name: ledger-events')
      .replace('namespace: acme', 'namespace: globex')
      .replace('acme.audit.>', 'globex.ledger.>'),
  },
  worker: example(
    `${services}/minimal.yaml`,
    'acme/invoice-writer',
    'xeventdrivenservice',
  ),
};

/** What the platform makes of NATS and of the claims: `{ values, credentials, composed }`, the last by the names above. */
export function readPlatform() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--require',
      join(projectDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(projectDir, 'scripts/nats/platform.ts'),
    ],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      input: JSON.stringify(Object.values(claims)),
    },
  );
  if (status !== 0) {
    throw new Error(`The claims of the story cannot be composed.\n${stderr}`);
  }
  const { application, accounts, credentials, compositions } =
    JSON.parse(stdout);
  const [chart] = application.spec.sources;
  return {
    version: chart.targetRevision,
    values: merge(accounts, chart.helm.valuesObject),
    credentials,
    composed: Object.fromEntries(
      Object.entries(claims).map(([name, { path }]) => [
        name,
        Object.fromEntries(
          Object.entries(compositions[path].resources).map(
            ([key, { object }]) => [key, object],
          ),
        ),
      ]),
    ),
  };
}

/** Argo CD merges values like Helm: mappings by key, the later file wins. */
function merge(left, right) {
  if (!isMapping(left) || !isMapping(right)) return right;
  const merged = { ...left };
  for (const [key, value] of Object.entries(right)) {
    merged[key] = key in left ? merge(left[key], value) : value;
  }
  return merged;
}

function isMapping(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function example(path, folder, kind = 'xeventstream') {
  return { path: `tenants/${folder}/${kind}.yaml`, text: read(path) };
}

function read(path) {
  return readFileSync(join(projectDir, path), 'utf8');
}
