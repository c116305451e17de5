import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { JSONSchema7 } from 'ai';
import { Citations } from './Citations';

/** What a tool is run with; nothing of it comes from the model. */
export interface ToolContext {
  /** The person for whom it runs; of a call that was approved, the one who approved it. */
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** Takes the passages that the tool found. */
  citations: Citations;
  signal: AbortSignal;
}

/** A tool as the model knows it. */
export interface ConsultantTool {
  /** Letters, digits, `_` and `-`, at most 64. */
  name: string;
  description: string;
  inputSchema: JSONSchema7;
  /** Whether a person has to approve each call: it writes. */
  needsApproval: boolean;
  /** Whether it gives nothing but passages, which are cited. */
  givesPassages?: boolean;
  /** @returns What the model and people see; plain JSON. */
  run(input: Record<string, unknown>, context: ToolContext): Promise<unknown>;
}

/** A call that the model made, under an id of the portal's own. */
export interface ToolCall {
  id: string;
  name: string;
  args: Record<string, unknown>;
}
