import { Footprint, footprint } from '../compose/footprint';
import { applyDefaults } from '../definition/applyDefaults';
import { stringAt, valueAt } from '../document/plain';
import { ClaimFinding, Composition } from '../types';
import { ParsedClaim, PlatformTree } from './PlatformTree';
import { findClaims } from './claimIndex';
import { composeParsed } from './composeTree';

/** A finding together with the file that it is about. */
export interface QuotaFinding {
  path: string;
  finding: ClaimFinding;
}

/** What all claims of a tenant ask for together, against what the tenant may use. */
export interface QuotaUse {
  tenant: string;
  used: Footprint;
  quota: Footprint;
  /** What each claim asks for, greatest processor request first; claims that run nothing are left out. */
  claims: { kind: string; name: string; used: Footprint }[];
}

const NOTHING: Footprint = {
  cpuMillis: 0,
  memoryMi: 0,
  storageGi: 0,
  replicas: 0,
};

const FIELDS: [field: string, part: keyof Footprint, unit: string][] = [
  ['cpu', 'cpuMillis', 'thousandths of a core'],
  ['memoryGi', 'memoryMi', 'MiB of memory'],
  ['storageGi', 'storageGi', 'GiB of volumes'],
  ['pods', 'replicas', 'pods'],
];

/**
 * Checks that the claims of every tenant fit into its quota at their greatest scale.
 *
 * @remarks
 * A quota that does not fit is felt late: the pods of the last claim, or the next scale-up, are refused without a word in Git. A rolling
 * update needs one pod more than the service has, which is counted too. Claims that cannot be composed are left to the validation of claims.
 *
 * @returns One error for each part of a quota that is exceeded, at its place in the tenant's file.
 */
export function checkQuota(tree: PlatformTree): QuotaFinding[] {
  return tree.tenants.flatMap(tenant => {
    const [file] = findClaims(tree, { kind: 'XTenant', tenant, name: tenant });
    const use = quotaUse(tree, tenant);
    return file && use ? findExcesses(file, use) : [];
  });
}

/** What one tenant uses of its quota; undefined for a tenant whose file or environment cannot be read. */
export function quotaUse(
  tree: PlatformTree,
  tenant: string,
): QuotaUse | undefined {
  const [file] = findClaims(tree, { kind: 'XTenant', tenant, name: tenant });
  const definition = tree.definitions.get('XTenant');
  if (!file || !definition) {
    return undefined;
  }
  const { spec } = applyDefaults(file.claim, definition);
  const limit = (field: string) => Number(valueAt(spec, 'quota', field));
  const quota = {
    cpuMillis: limit('cpu') * 1000,
    memoryMi: limit('memoryGi') * 1024,
    storageGi: limit('storageGi'),
    replicas: limit('pods'),
  };
  const claims = tree.claims
    .filter(
      ({ claim, tenant: owner }) =>
        claim.kind !== 'XTenant' && owner === tenant,
    )
    .map(parsed => ({
      kind: parsed.claim.kind,
      name: parsed.claim.metadata.name,
      used: claimUse(tree, parsed),
    }));
  return {
    tenant,
    used: claims.map(({ used }) => used).reduce(add, NOTHING),
    quota,
    claims: claims
      .filter(({ used }) => used.replicas > 0 || used.storageGi > 0)
      .sort((left, right) => right.used.cpuMillis - left.used.cpuMillis),
  };
}

function claimUse(tree: PlatformTree, parsed: ParsedClaim): Footprint {
  const composition = composeParsed(tree, parsed);
  return composition
    ? add(footprint(composition), surge(composition))
    : NOTHING;
}

/** The pods that rolling updates start before they stop old ones. */
function surge(composition: Composition): Footprint {
  const { resources } = composition;
  const rolling = Object.entries(resources).filter(
    ([, { object }]) =>
      object.kind === 'Deployment' &&
      stringAt(object.spec, 'strategy', 'type') === 'RollingUpdate',
  );
  return rolling
    .map(([key, resource]) =>
      footprint({
        ...composition,
        resources: {
          [key]: {
            ...resource,
            object: {
              ...resource.object,
              spec: {
                ...Object(resource.object.spec),
                replicas: Number(
                  valueAt(
                    resource.object.spec,
                    'strategy',
                    'rollingUpdate',
                    'maxSurge',
                  ),
                ),
              },
            },
          },
        },
      }),
    )
    .reduce(add, NOTHING);
}

function add(left: Footprint, right: Footprint): Footprint {
  return {
    cpuMillis: left.cpuMillis + right.cpuMillis,
    memoryMi: left.memoryMi + right.memoryMi,
    storageGi: left.storageGi + right.storageGi,
    replicas: left.replicas + right.replicas,
  };
}

function findExcesses(file: ParsedClaim, use: QuotaUse): QuotaFinding[] {
  const { tenant, used, quota } = use;
  return FIELDS.filter(([, part]) => used[part] > quota[part]).map(
    ([field, part, unit]) => {
      const pointer = `/spec/quota/${field}`;
      return {
        path: file.path,
        finding: {
          rule: 'quota',
          severity: 'error',
          pointer,
          ...file.locate(pointer),
          message: `The claims of the tenant "${tenant}" need ${used[part]} ${unit}, rolling updates included, but spec.quota.${field} allows ${quota[part]}; raise it, or make a claim smaller.`,
        },
      };
    },
  );
}
