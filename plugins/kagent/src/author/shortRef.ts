/** Shortens an entity ref to its name: `user:agents/sre` becomes `sre`. Other text stays as it is. */
export function shortRef(ref: string): string {
  return /^[^:/]+:[^/]+\/(.+)$/.exec(ref)?.[1] ?? ref;
}
