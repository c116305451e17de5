/** Percentiles of some times, in milliseconds, by the nearest rank. */
export function summarise(millis: number[]): {
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
} {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (share: number) => {
    const rank = Math.min(sorted.length, Math.ceil(share * sorted.length));
    return Number(sorted[rank - 1]?.toFixed(2));
  };
  return { p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}
