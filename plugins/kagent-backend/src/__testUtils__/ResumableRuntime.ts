import {
  DecideOptions,
  RuntimeEvent,
  TaskOptions,
} from '../runtimes/AgentRuntime';
import { ScriptedRuntime } from './createConversations';

/** An agent on another machine: its tasks are found again, and it can be asked to stop. */
export class ResumableRuntime extends ScriptedRuntime {
  readonly resumed: TaskOptions[] = [];
  readonly cancelled: TaskOptions[] = [];
  /** What it says when it is asked to stop. */
  stops: () => Promise<{ stopped: boolean }> = async () => ({ stopped: true });

  resume(options: TaskOptions): AsyncGenerator<RuntimeEvent> {
    this.resumed.push(options);
    return this.give();
  }

  decide(_options: DecideOptions): AsyncGenerator<RuntimeEvent> {
    return this.give();
  }

  async cancel(options: TaskOptions): Promise<{ stopped: boolean }> {
    this.cancelled.push(options);
    return this.stops();
  }
}
