import type { WaitingApproval } from '@zerotouch/plugin-kagent-common';

/** Keeps the requests in whose conversation, agent or tools every word of `query` occurs, in any case. */
export function filterTools(
  tools: WaitingApproval[],
  query: string,
): WaitingApproval[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return tools.filter(({ title, agent, calls }) => {
    const text = ['tool call', title, agent, ...calls.map(c => c.toolName)]
      .join(' ')
      .toLowerCase();
    return words.every(word => text.includes(word));
  });
}

/** Tells two requests apart. */
export function keyOfTool(
  tool: Pick<WaitingApproval, 'conversationId' | 'approvalId'>,
): string {
  return `${tool.conversationId}/${tool.approvalId}`;
}
