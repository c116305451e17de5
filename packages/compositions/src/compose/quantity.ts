const BINARY: Record<string, number> = {
  Ki: 1 / 1024,
  Mi: 1,
  Gi: 1024,
  Ti: 1024 * 1024,
};

/** Processor of a Kubernetes quantity in thousandths of a core: `250m` is 250, `2` is 2000. */
export function toMillis(quantity: string): number {
  return quantity.endsWith('m')
    ? Number(quantity.slice(0, -1))
    : Number(quantity) * 1000;
}

/** Memory or storage of a Kubernetes quantity in MiB: `2Gi` is 2048. */
export function toMebibytes(quantity: string): number {
  const unit = quantity.slice(-2);
  return unit in BINARY
    ? Number(quantity.slice(0, -2)) * BINARY[unit]
    : Number(quantity) / 1024 / 1024;
}
