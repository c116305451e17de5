import { Check, ProposalSummary } from '@zerotouch/plugin-gitops-common';

/** Sums up checks for a list of proposals. */
export function toChecksState(checks: Check[]): ProposalSummary['checksState'] {
  const statuses = checks.map(check => check.status);
  if (statuses.length === 0) return 'none';
  if (statuses.includes('failure')) return 'failure';
  return statuses.includes('pending') ? 'pending' : 'success';
}

/** Names the tenants whose folders the paths lie in, sorted. */
export function toTenants(paths: string[]): string[] {
  const names = paths.flatMap(
    path => /^tenants\/([^/]+)\/./.exec(path)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
}
