const STEPS: [limitSeconds: number, unitSeconds: number, unit: string][] = [
  [60, 1, 's'],
  [3_600, 60, 'm'],
  [86_400, 3_600, 'h'],
  [30 * 86_400, 86_400, 'd'],
];

/**
 * Tells how long ago `iso` was, as "now", "4 m", "2 h" or "3 d"; a date when it is 30 days or more.
 *
 * @param iso - An ISO 8601 time; one in the future counts as now.
 */
export function describeAge(iso: string, now: Date): string {
  const then = new Date(iso);
  const seconds = Math.floor((now.getTime() - then.getTime()) / 1_000);
  if (!(seconds >= 10)) return 'now';
  for (const [limit, unitSeconds, unit] of STEPS) {
    if (seconds < limit) return `${Math.floor(seconds / unitSeconds)} ${unit}`;
  }
  return then.toISOString().slice(0, 10);
}
