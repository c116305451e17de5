import { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '../../../toError';
import { AnswerEvent } from '../../AgentRuntime';
import { CallResult } from './AnswerState';
import { ConsultantTool, ToolCall, ToolContext } from './ConsultantTool';
import { wrapData } from './prompt';
import { redactSecrets } from '../../../redaction/redactSecrets';

/** Longest result that the model is told, in UTF-16 code units. */
const MAX_RESULT = 24_000;
/** Longest result that people see, in UTF-16 code units. */
const MAX_SHOWN = 60_000;

/** Runs calls that may run, and says of each what came of it; every one is in the audit log with the person for whom it ran. */
export class ToolRunner {
  readonly #options: ToolRunnerOptions;

  private constructor(options: ToolRunnerOptions) {
    this.#options = options;
  }

  static create(options: ToolRunnerOptions): ToolRunner {
    return new ToolRunner(options);
  }

  /** Runs a call. @returns What people see of it, and what the model is told. */
  async run(
    tool: ConsultantTool,
    call: ToolCall,
    context: ToolContext,
  ): Promise<{ event: AnswerEvent; result: CallResult }> {
    const { auditor, now } = this.#options;
    const started = now().getTime();
    const audit = await auditor.createEvent({
      eventId: 'tool-call',
      severityLevel: tool.needsApproval ? 'medium' : 'low',
      meta: {
        agent: 'consultant',
        tool: call.name,
        toolCallId: call.id,
        user: context.credentials.principal.userEntityRef,
      },
    });
    const end = (output: unknown, isError: boolean) =>
      toOutcome(call, output, {
        isError,
        durationMs: Math.max(0, now().getTime() - started),
      });
    try {
      const output = await untilAborted(
        tool.run(call.args, context),
        context.signal,
      );
      await audit.success();
      return end(output, false);
    } catch (error) {
      await audit.fail({ error: toError(error) });
      context.signal.throwIfAborted();
      return end(toError(error).message, true);
    }
  }
}

/** What people and the model are told of a call that ran, or that did not. */
export function toOutcome(
  call: ToolCall,
  output: unknown,
  options: { isError: boolean; durationMs: number },
): { event: AnswerEvent; result: CallResult } {
  const json = JSON.stringify(output ?? null);
  const text = redactSecrets(typeof output === 'string' ? output : json).text;
  const told =
    text.length > MAX_RESULT
      ? `${text.slice(0, MAX_RESULT)}\n… the rest was left out`
      : text;
  const { id, name } = call;
  return {
    event: {
      type: 'tool-output-available',
      toolCallId: id,
      output: toShown(output, text),
      ...options,
    },
    result: {
      id,
      name,
      text: wrapData(options.isError ? `${name} failed` : name, told),
    },
  };
}

/** People see the same without secrets, cut when it is very long. */
function toShown(output: unknown, text: string): unknown {
  if (text.length > MAX_SHOWN) return `${text.slice(0, MAX_SHOWN)} …`;
  if (typeof output === 'string') return text;
  return text === JSON.stringify(output ?? null) ? output ?? null : text;
}

async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Options of {@link ToolRunner.create}. */
export interface ToolRunnerOptions {
  auditor: AuditorService;
  now: () => Date;
}
