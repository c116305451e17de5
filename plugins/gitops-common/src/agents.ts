/** Namespace of the entity refs of agents. */
export const AGENTS_NAMESPACE = 'agents';

/** Turns an agent's name into its entity ref: `sre` becomes `user:agents/sre`. */
export function toAgentRef(name: string): string {
  return `user:${AGENTS_NAMESPACE}/${name}`;
}

/** Says whether an entity ref is that of an agent identity; refs compare without regard to case. */
export function isAgentRef(ref: string): boolean {
  return ref.toLowerCase().startsWith(toAgentRef(''));
}
