import { ClaimError } from '../claim/ClaimError';
import { isObject, stringAt, valueAt } from '../document/plain';
import { KubernetesObject } from '../types';

/** Who wrote an archive; the three together are never used twice. */
export interface ArchiveName {
  claim: string;
  version: number;
  incarnation: number;
}

/** Name of an archive in the object store: `<claim>-<version>-<incarnation>`. */
export function toServerName(archive: ArchiveName): string {
  return `${archive.claim}-${archive.version}-${archive.incarnation}`;
}

/** The archive that an existing cluster writes, or undefined for one that writes none. */
export function archiveOf(
  cluster: KubernetesObject | undefined,
): string | undefined {
  const plugins = valueAt(cluster?.spec, 'plugins');
  const archiver = Array.isArray(plugins)
    ? plugins.find(plugin => isObject(plugin) && plugin.isWALArchiver === true)
    : undefined;
  return stringAt(archiver, 'parameters', 'serverName');
}

/** The archive that an existing cluster was restored from. */
export function originOf(
  cluster: KubernetesObject | undefined,
): string | undefined {
  return stringAt(
    cluster?.spec,
    'externalClusters',
    0,
    'plugin',
    'parameters',
    'serverName',
  );
}

/**
 * Refuses to point an existing cluster at another archive, unless it was upgraded.
 *
 * @throws {@link ClaimError} if the archive would change for any other reason: the running cluster would mix its log into a foreign one.
 */
export function checkArchive(
  wanted: ArchiveName,
  cluster: KubernetesObject | undefined,
) {
  const existing = archiveOf(cluster);
  if (existing === undefined || existing === toServerName(wanted)) {
    return;
  }
  const older = [...Array(wanted.version).keys()].some(
    version => toServerName({ ...wanted, version }) === existing,
  );
  if (!older) {
    throw new ClaimError(
      '/spec/incarnation',
      `The running cluster writes the archive "${existing}", the claim asks for "${toServerName(
        wanted,
      )}". Nothing is changed. A new incarnation is built only when the old cluster is gone: set spec.incarnation back, or remove the cluster first.`,
    );
  }
}
