import type { WaitingApi, WaitingItem } from '@zerotouch/plugin-gitops';

/**
 * Creates what tells other pages that agents wait for the person.
 *
 * @remarks
 * It reads the answer by hand: it is asked on every page, and the schemas of the client are not worth their bytes there.
 * Calls whose shape is not known are left out.
 */
export function createWaitingApi(options: {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}): WaitingApi {
  return {
    async listWaiting({ signal } = {}) {
      const baseUrl = await options.discoveryApi.getBaseUrl('kagent');
      const response = await options.fetchApi.fetch(`${baseUrl}/approvals`, {
        signal,
      });
      if (!response.ok) return [];
      const body: unknown = await response.json();
      const { items } = toRecord(body);
      return Array.isArray(items) ? items.flatMap(toWaitingItem) : [];
    },
  };
}

/** Gives the path of a tool call in Approvals. */
export function toToolPath(approval: {
  conversationId: string;
  approvalId: string;
}): string {
  return `tools/${encodeURIComponent(
    approval.conversationId,
  )}/${encodeURIComponent(approval.approvalId)}`;
}

function toWaitingItem(value: unknown): WaitingItem[] {
  const { approvalId, conversationId, agent, requestedAt, calls } =
    toRecord(value);
  if (
    typeof approvalId !== 'string' ||
    typeof conversationId !== 'string' ||
    typeof agent !== 'string' ||
    typeof requestedAt !== 'string' ||
    !Array.isArray(calls)
  ) {
    return [];
  }
  return [
    {
      id: `${conversationId}/${approvalId}`,
      title: describeCalls(
        calls.map(call => String(toRecord(call).toolName ?? 'a tool')),
      ),
      path: `/approvals/${toToolPath({ conversationId, approvalId })}`,
      by: `agent ${agent}`,
      since: requestedAt,
    },
  ];
}

/** Names what an agent wants to do: the tool, and how many more. */
export function describeCalls(tools: string[]): string {
  const [first, ...others] = tools;
  if (first === 'ask_user') return 'Answer a question';
  if (others.length === 0) return `Run ${first ?? 'a tool'}`;
  return `Run ${first} and ${others.length} more`;
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
