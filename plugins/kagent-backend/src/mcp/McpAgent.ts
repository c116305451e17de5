/** An agent in the cluster that may use tools of the portal. */
export interface McpAgent {
  /** Its name in `user:agents/<name>` and in the path of its tools. */
  name: string;
  /** SHA-256 of its key, 32 bytes; the key itself is not kept. */
  keyDigest: Buffer;
  /** Ids of the actions that it may run, such as `gitops:propose-claim`; their names differ from one another. */
  tools: readonly string[];
}

/** The section `kagent.mcp` of the configuration. */
export interface McpConfig {
  agents: McpAgent[];
  /** Requests of one agent in a minute, over all replicas. */
  requestsPerMinute: number;
}

/** The name under which an agent sees an action: that of the action without its plugin. */
export function toToolName(actionId: string): string {
  return actionId.slice(actionId.indexOf(':') + 1);
}
