import type { PreviewFootprint } from '@zerotouch/plugin-gitops-common';

/** Parts of a footprint in the order in which people ask for them. */
export const FOOTPRINT_PARTS: {
  part: keyof PreviewFootprint;
  title: string;
}[] = [
  { part: 'cpuMillis', title: 'Processor' },
  { part: 'memoryMi', title: 'Memory' },
  { part: 'storageGi', title: 'Storage' },
  { part: 'replicas', title: 'Replicas' },
];

/** Writes one part of a footprint with its unit, such as `1.5 cores`. */
export function describePart(
  part: keyof PreviewFootprint,
  value: number,
): string {
  switch (part) {
    case 'cpuMillis':
      return value === 1000 ? '1 core' : `${round(value / 1000)} cores`;
    case 'memoryMi':
      return Math.abs(value) < 1024
        ? `${round(value)} MiB`
        : `${round(value / 1024)} GiB`;
    case 'storageGi':
      return `${round(value)} GiB`;
    default:
      return `${value}`;
  }
}

/** Writes how much more or less a part becomes; undefined when it stays. */
export function describeChange(
  part: keyof PreviewFootprint,
  before: number,
  after: number,
): string | undefined {
  const change = after - before;
  if (change === 0) {
    return undefined;
  }
  return `${change > 0 ? '+' : '−'}${describePart(part, Math.abs(change))}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
