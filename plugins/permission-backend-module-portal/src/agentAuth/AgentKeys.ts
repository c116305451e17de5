import { createHash, timingSafeEqual } from 'node:crypto';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const SHA256 = /^[0-9a-f]{64}$/i;
const MIN_KEY_LENGTH = 32;

/**
 * The keys by which agents prove who they are.
 *
 * @remarks Only digests are held. A key is compared with all of them in constant time, so an answer's time says nothing.
 */
export class AgentKeys {
  readonly #digests: ReadonlyMap<string, Buffer>;

  /**
   * Reads `portal.agents`.
   *
   * @throws InputError for a malformed name, a short key, two agents of one name, or two agents with one key.
   */
  static fromConfig(config: Config): AgentKeys {
    const digests = new Map<string, Buffer>();
    for (const agent of config.getOptionalConfigArray('portal.agents') ?? []) {
      const { name, digest } = parseAgent(agent);
      if (digests.has(name)) {
        throw new InputError(
          `Agent "${name}" is listed twice in "portal.agents"; keep one`,
        );
      }
      if ([...digests.values()].some(other => other.equals(digest))) {
        throw new InputError(
          `Agent "${name}" has the key of another agent in "portal.agents"; give each its own`,
        );
      }
      digests.set(name, digest);
    }
    return new AgentKeys(digests);
  }

  private constructor(digests: ReadonlyMap<string, Buffer>) {
    this.#digests = digests;
  }

  /** Finds the agent that a key belongs to; undefined when it is nobody's. */
  findAgent(key: string): string | undefined {
    const presented = digestOf(key);
    let found: string | undefined;
    for (const [name, digest] of this.#digests) {
      if (timingSafeEqual(digest, presented)) {
        found = name;
      }
    }
    return found;
  }
}

function parseAgent(agent: Config): { name: string; digest: Buffer } {
  const name = agent.getString('name');
  if (!NAME.test(name)) {
    throw new InputError(
      `"${name}" in "portal.agents" is not a name for an agent; use lower-case letters, digits and dashes`,
    );
  }
  const key = agent.getOptionalString('key');
  const keySha256 = agent.getOptionalString('keySha256');
  if ((key === undefined) === (keySha256 === undefined)) {
    throw new InputError(
      `Agent "${name}" in "portal.agents" needs either "key" or "keySha256"`,
    );
  }
  if (keySha256 !== undefined) {
    return { name, digest: parseDigest(name, keySha256) };
  }
  if (key === undefined || key.length < MIN_KEY_LENGTH) {
    throw new InputError(
      `The key of agent "${name}" in "portal.agents" is shorter than ${MIN_KEY_LENGTH} characters; generate a longer one`,
    );
  }
  return { name, digest: digestOf(key) };
}

function parseDigest(name: string, keySha256: string): Buffer {
  if (!SHA256.test(keySha256)) {
    throw new InputError(
      `"keySha256" of agent "${name}" in "portal.agents" is not 64 hexadecimal digits`,
    );
  }
  return Buffer.from(keySha256, 'hex');
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}
