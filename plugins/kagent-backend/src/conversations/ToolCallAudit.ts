import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { canonicalise, sha256Hex } from '../canonicalise';
import { toError } from '../toError';
import { ConversationRow } from './ConversationRow';

/**
 * Writes every tool call of an agent into the audit log: who acted for whom, with what, and a digest of the arguments.
 *
 * @remarks An audit log that fails is reported in the portal's log; the answer goes on. A call that an answer repeats after
 * it began anew is recorded again, under the same id.
 */
export class ToolCallAudit {
  readonly #options: ToolCallAuditOptions;

  private constructor(options: ToolCallAuditOptions) {
    this.#options = options;
  }

  static create(options: ToolCallAuditOptions): ToolCallAudit {
    return new ToolCallAudit(options);
  }

  /** Records the calls among events that are written; never throws. */
  async record(
    tx: Knex.Transaction,
    conversationId: string,
    events: ChatEvent[],
  ): Promise<void> {
    const calls = events.filter(({ type }) => type === 'tool-input-available');
    if (calls.length === 0) return;
    const { auditor, logger } = this.#options;
    try {
      const conversation = await tx<ConversationRow>('conversations')
        .where('id', conversationId)
        .first('agent', 'owner');
      for (const call of calls) {
        if (call.type !== 'tool-input-available') continue;
        const event = await auditor.createEvent({
          eventId: 'tool-call',
          severityLevel: 'medium',
          meta: {
            conversationId,
            messageId: call.messageId,
            toolCallId: call.toolCallId,
            toolName: call.toolName,
            agent: conversation?.agent ?? null,
            onBehalfOf: conversation?.owner ?? null,
            argumentsDigest: sha256Hex(canonicalise(call.input ?? null)),
          },
        });
        await event.success();
      }
    } catch (error) {
      logger.error('A tool call was not recorded', toError(error));
    }
  }
}

/** Options of {@link ToolCallAudit.create}. */
export interface ToolCallAuditOptions {
  auditor: AuditorService;
  logger: LoggerService;
}
