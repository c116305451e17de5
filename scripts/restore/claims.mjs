import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectDir } from '../lib/project.mjs';

/**
 * The file of a claim of the tenant `acme`.
 *
 * @param spec - Lines below `spec:`.
 */
export function claimText(name, spec) {
  return [
    'apiVersion: platform.zerotouch.dev/v1alpha1',
    'kind: XPostgres',
    'metadata:',
    `  name: ${name}`,
    '  namespace: acme',
    '  annotations:',
    '    argocd.argoproj.io/sync-options: Prune=false,Delete=false',
    'spec:',
    ...spec.map(line => `  ${line}`),
    '',
  ].join('\n');
}

/** Validates and composes a claim over what exists; the outcome is `ok`, `fatal` or `invalid`. */
export function composeClaim({ name, spec, previous, observed = {} }) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--require',
      join(projectDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(projectDir, 'scripts/restore/composeClaim.ts'),
    ],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      input: JSON.stringify({
        path: `tenants/acme/${name}/xpostgres.yaml`,
        text: claimText(name, spec),
        previous: previous && claimText(name, previous),
        observed,
      }),
    },
  );
  if (status !== 0) {
    throw new Error(`The claim "${name}" could not be composed.\n${stderr}`);
  }
  return JSON.parse(stdout);
}

/** Where a composed database writes its archive, and which one it starts from, as flags of the barman-cloud tools. */
export function archivesOf({ composition, region }) {
  const objects = Object.values(composition.resources).map(
    ({ object }) => object,
  );
  const { spec } = composition.resources.cluster.object;
  const archiver = spec.plugins.find(({ isWALArchiver }) => isWALArchiver);
  const origin = spec.externalClusters?.[0].plugin;
  return {
    parameters: spec.postgresql.parameters,
    target: spec.bootstrap.recovery?.recoveryTarget,
    written: archiveOf(archiver, objects, region),
    origin: origin && archiveOf(origin, objects, region),
  };
}

/** The flags are those that the Barman Cloud plugin derives from an ObjectStore. */
function archiveOf({ parameters }, objects, region) {
  const store = objects.find(
    ({ kind, metadata }) =>
      kind === 'ObjectStore' && metadata.name === parameters.barmanObjectName,
  );
  const { destinationPath, wal, data } = store.spec.configuration;
  return {
    serverName: parameters.serverName,
    destinationPath,
    bucket: new URL(destinationPath).hostname,
    region,
    walFlags: [`--${wal.compression}`, '--encryption', wal.encryption],
    dataFlags: [
      `--${data.compression}`,
      '--encryption',
      data.encryption,
      '--jobs',
      String(data.jobs),
    ],
  };
}
