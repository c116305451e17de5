const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/**
 * Says how long ago an instant was, in the largest unit that fits.
 *
 * @param iso - ISO 8601 instant.
 * @param nowMs - Now, in milliseconds since 1970.
 * @returns Text such as `4 minutes ago`; `just now` within a minute, also for clocks that run ahead.
 */
export function toRelativeTime(iso: string, nowMs: number): string {
  const differenceMs = Date.parse(iso) - nowMs;
  for (const [unit, lengthMs] of UNITS) {
    if (-differenceMs >= lengthMs) {
      return format.format(Math.trunc(differenceMs / lengthMs), unit);
    }
  }
  return 'just now';
}
