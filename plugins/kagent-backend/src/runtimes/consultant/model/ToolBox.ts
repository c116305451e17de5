import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ActionsService, ActionsServiceAction } from '../../../mcp/actions';
import { z } from 'zod';
import { ConsultantTool } from './ConsultantTool';

const jsonObject = z.record(z.string(), z.json());
/** Longest description of a tool that the model is told, in UTF-16 code units. */
const MAX_DESCRIPTION = 2_000;

/**
 * The tools of the model: the portal's own and the Backstage actions of the allow-list.
 *
 * @remarks
 * Actions are listed and invoked with the credentials of the person, so that nobody reaches through the model what they cannot
 * reach themselves. What is not on the list does not exist, whatever the model calls.
 */
export class ToolBox {
  readonly #options: ToolBoxOptions;

  private constructor(options: ToolBoxOptions) {
    this.#options = options;
  }

  static create(options: ToolBoxOptions): ToolBox {
    return new ToolBox(options);
  }

  /** Lists the tools for a person. An action that the person may not see, or that is not there, is left out. */
  async list(options: {
    credentials: BackstageCredentials<BackstageUserPrincipal>;
  }): Promise<ConsultantTool[]> {
    const { actions, allowed, own } = this.#options;
    const found = await actions.list(options);
    const offered = found.actions.filter(({ id }) => allowed.includes(id));
    const taken = new Map<string, number>();
    for (const { name } of [...own, ...offered]) {
      taken.set(name, (taken.get(name) ?? 0) + 1);
    }
    return [
      ...own,
      ...offered.map(action =>
        this.#toTool(action, taken.get(action.name) === 1),
      ),
    ];
  }

  #toTool(action: ActionsServiceAction, isUnique: boolean): ConsultantTool {
    const name = isUnique ? action.name : action.id;
    return {
      name: name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64),
      description: action.description.slice(0, MAX_DESCRIPTION),
      inputSchema: action.schema.input,
      needsApproval: !action.attributes.readOnly,
      run: async (input, { credentials }) => {
        const { output } = await this.#options.actions.invoke({
          id: action.id,
          input: jsonObject.parse(input),
          credentials,
        });
        return output;
      },
    };
  }
}

/** Options of {@link ToolBox.create}. */
export interface ToolBoxOptions {
  actions: ActionsService;
  /** Ids of the actions that may be used. */
  allowed: string[];
  /** The portal's own tools. */
  own: ConsultantTool[];
}
