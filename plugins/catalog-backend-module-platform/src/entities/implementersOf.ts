/**
 * Which platform components make a lego work, by the lego's kind.
 *
 * @remarks Names of Argo CD Applications; those that the repository does not have are left out.
 */
const IMPLEMENTERS: Record<string, string[]> = {
  XPostgres: ['cloudnative-pg', 'plugin-barman-cloud'],
  XDragonfly: ['dragonfly-operator'],
  XEventStream: ['nack', 'nats'],
  XEventDrivenService: ['keda', 'nats'],
  XWebService: ['keda', 'gateway'],
  XAgent: ['kagent'],
  XTenant: ['crossplane'],
};

/** Returns the names of the existing components that implement a lego; Crossplane when no other is known. */
export function implementersOf(
  kind: string,
  existing: ReadonlySet<string>,
): string[] {
  const known = (IMPLEMENTERS[kind] ?? []).filter(name => existing.has(name));
  return known.length > 0
    ? known
    : ['crossplane'].filter(name => existing.has(name));
}
