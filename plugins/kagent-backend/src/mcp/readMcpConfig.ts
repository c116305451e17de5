import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { McpAgent, McpConfig, toToolName } from './McpAgent';

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const ACTION_ID = /^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/;
const SHA256 = /^[0-9a-f]{64}$/i;
const MIN_KEY_LENGTH = 32;
const REQUESTS_PER_MINUTE = 300;

/** One item of `kagent.mcp.agents`. */
type Item = ReturnType<RootConfigService['getConfigArray']>[number];

/**
 * Reads the section `kagent.mcp`.
 *
 * @throws InputError for a malformed name, a short key, two agents of one name or with one key, a tool that is no id of an
 * action, two tools of one name, or agents without the auth provider that gives them their tokens. No message has a key.
 */
export function readMcpConfig(config: RootConfigService): McpConfig {
  const agents: McpAgent[] = [];
  for (const item of config.getOptionalConfigArray('kagent.mcp.agents') ?? []) {
    const agent = parseAgent(item);
    if (agents.some(({ name }) => name === agent.name)) {
      throw new InputError(
        `Agent "${agent.name}" is listed twice in "kagent.mcp.agents"; keep one`,
      );
    }
    if (agents.some(other => other.keyDigest.equals(agent.keyDigest))) {
      throw new InputError(
        `Agent "${agent.name}" has the key of another agent in "kagent.mcp.agents"; give each its own`,
      );
    }
    agents.push(agent);
  }
  if (agents.length > 0 && !config.has('auth.providers.agent')) {
    throw new InputError(
      '"kagent.mcp.agents" needs the section "auth.providers.agent: {}", by which agents get an identity; add it',
    );
  }
  const requestsPerMinute =
    config.getOptionalNumber('kagent.mcp.requestsPerMinute') ??
    REQUESTS_PER_MINUTE;
  if (!Number.isInteger(requestsPerMinute) || requestsPerMinute < 1) {
    throw new InputError(
      `"kagent.mcp.requestsPerMinute" is ${requestsPerMinute}; give a whole number from 1 on`,
    );
  }
  return { agents, requestsPerMinute };
}

function parseAgent(item: Item): McpAgent {
  const name = item.getString('name');
  if (!NAME.test(name)) {
    throw new InputError(
      `"${name}" in "kagent.mcp.agents" is not a name for an agent; use lower-case letters, digits and dashes`,
    );
  }
  return {
    name,
    keyDigest: parseKey(name, item),
    tools: parseTools(name, item),
  };
}

function parseKey(name: string, item: Item): Buffer {
  const key = item.getOptionalString('key');
  const keySha256 = item.getOptionalString('keySha256');
  if ((key === undefined) === (keySha256 === undefined)) {
    throw new InputError(
      `Agent "${name}" in "kagent.mcp.agents" needs either "key" or "keySha256"`,
    );
  }
  if (keySha256 !== undefined) {
    if (!SHA256.test(keySha256)) {
      throw new InputError(
        `"keySha256" of agent "${name}" in "kagent.mcp.agents" is not 64 hexadecimal digits`,
      );
    }
    return Buffer.from(keySha256, 'hex');
  }
  if (key === undefined || key.length < MIN_KEY_LENGTH || /\s/.test(key)) {
    throw new InputError(
      `The key of agent "${name}" in "kagent.mcp.agents" is shorter than ${MIN_KEY_LENGTH} characters or has blanks; generate another, as with "openssl rand -hex 32"`,
    );
  }
  return createHash('sha256').update(key, 'utf8').digest();
}

function parseTools(name: string, item: Item): string[] {
  const tools = item.getStringArray('tools');
  const seen = new Map<string, string>();
  for (const tool of tools) {
    if (!ACTION_ID.test(tool)) {
      throw new InputError(
        `"${tool}" in the tools of agent "${name}" is not the id of an action; write "<plugin>:<action>", such as "gitops:propose-claim"`,
      );
    }
    const other = seen.get(toToolName(tool));
    if (other !== undefined) {
      throw new InputError(
        `"${other}" and "${tool}" in the tools of agent "${name}" have one name; keep one`,
      );
    }
    seen.set(toToolName(tool), tool);
  }
  return tools;
}
