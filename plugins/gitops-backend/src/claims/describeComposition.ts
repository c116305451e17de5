import {
  Claim,
  Composition,
  applyDefaults,
  checkConstitution,
  compareResources,
  findClaims,
  footprint,
  quotaUse,
  tenantFolder,
} from '@zerotouch/compositions';
import { Finding, Preview } from '@zerotouch/plugin-gitops-common';
import { stringify } from 'yaml';
import { PlatformState } from '../platform/Platform';
import { composeClaim } from './composeClaim';
import { describeProtection } from './describeProtection';

type Described = Omit<Preview, 'path' | 'yaml'>;

/**
 * Says what a valid claim becomes: its objects, their difference from what main has, what they cost and how they are kept.
 *
 * @param options.claim - With its defaults applied.
 * @param options.before - The platform as it is; whether the claim exists there decides what is compared.
 * @param options.after - The platform with the claim.
 * @returns Findings of the composition: a refusal, its warnings, broken promises of the platform and an exceeded quota.
 */
export function describeComposition(options: {
  claim: Claim;
  path: string;
  before: PlatformState;
  after: PlatformState;
}): Described {
  const { claim, path, before, after } = options;
  const composed = composeClaim(claim, after.tree);
  if (composed.result === 'refused') {
    const { pointer, message } = composed;
    return {
      objects: [],
      findings: [
        { rule: 'compose', severity: 'error', path, pointer, message },
      ],
    };
  }
  const { composition } = composed;
  const previous = composePrevious(claim, path, before);
  const quota = findQuota(claim, path, after);
  return {
    objects: toObjects(composition),
    footprint: {
      after: footprint(composition),
      ...(previous ? { before: footprint(previous) } : {}),
    },
    ...(quota ? { quota } : {}),
    ...(previous
      ? {
          difference: compareResources(
            previous.resources,
            composition.resources,
          ),
        }
      : {}),
    protection: describeProtection(claim, composition),
    findings: [
      ...composition.warnings.map(message => toWarning(path, message)),
      ...findBreaches(claim, path, composition, after),
      ...(quota ? findExcess(path, quota) : []),
    ],
  };
}

function composePrevious(
  claim: Claim,
  path: string,
  { tree }: PlatformState,
): Composition | undefined {
  const [parsed] = findClaims(tree, {
    kind: claim.kind,
    tenant: tenantOf(claim, path),
    name: claim.metadata.name,
  });
  const definition = tree.definitions.get(claim.kind);
  if (!parsed || !definition) {
    return undefined;
  }
  const composed = composeClaim(applyDefaults(parsed.claim, definition), tree);
  return composed.result === 'ok' ? composed.composition : undefined;
}

function tenantOf(claim: Claim, path: string): string {
  return claim.metadata.namespace ?? tenantFolder(path) ?? claim.metadata.name;
}

function toWarning(path: string, message: string): Finding {
  return { rule: 'compose', severity: 'warning', path, message };
}

/** A composition that breaks a promise is a mistake of the lego, not of whoever fills in a form; it must not go on. */
function findBreaches(
  claim: Claim,
  path: string,
  composition: Composition,
  { tree }: PlatformState,
): Finding[] {
  const { environment } = tree.environment;
  return environment
    ? checkConstitution(claim, composition, environment).map(
        ({ rule, message }) => ({ rule, severity: 'error', path, message }),
      )
    : [];
}

function findQuota(
  claim: Claim,
  path: string,
  { tree }: PlatformState,
): Preview['quota'] {
  if (claim.kind === 'XTenant') {
    return undefined;
  }
  const use = quotaUse(tree, tenantOf(claim, path));
  return use && { used: use.used, limit: use.quota };
}

const UNITS = {
  cpuMillis: 'thousandths of a core',
  memoryMi: 'MiB of memory',
  storageGi: 'GiB of volumes',
  replicas: 'pods',
};

function findExcess(
  path: string,
  quota: NonNullable<Preview['quota']>,
): Finding[] {
  return (['cpuMillis', 'memoryMi', 'storageGi', 'replicas'] as const)
    .filter(part => quota.used[part] > quota.limit[part])
    .map(part => ({
      rule: 'quota',
      severity: 'warning',
      path,
      message: `With this the tenant asks for ${quota.used[part]} ${UNITS[part]}, but its quota is ${quota.limit[part]}. Raise the quota of the tenant first, or ask for less.`,
    }));
}

function toObjects(composition: Composition): Preview['objects'] {
  return Object.entries(composition.resources).map(([key, { object }]) => ({
    key,
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    yaml: stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }),
  }));
}
