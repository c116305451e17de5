import { createHash, timingSafeEqual } from 'node:crypto';
import { McpAgent } from './McpAgent';

const NOBODY = Buffer.alloc(32);

/**
 * Finds the agent of a name when the key is its own; undefined otherwise.
 *
 * @remarks An unknown name costs the same comparison as a wrong key, so neither the answer nor its time tells names.
 */
export function findMcpAgent(
  agents: readonly McpAgent[],
  caller: { name: string; key: string },
): McpAgent | undefined {
  const agent = agents.find(({ name }) => name === caller.name);
  const presented = createHash('sha256').update(caller.key, 'utf8').digest();
  const equal = timingSafeEqual(agent?.keyDigest ?? NOBODY, presented);
  return equal ? agent : undefined;
}
