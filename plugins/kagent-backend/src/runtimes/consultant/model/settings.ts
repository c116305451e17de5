import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** The model of the consultant: any endpoint that speaks the chat completions of OpenAI. */
export interface ModelSettings {
  /** Without a slash at its end, such as `http://ollama:11434/v1`. */
  baseUrl: string;
  /** Name of the model at that endpoint. */
  name: string;
  /** Sent as a bearer token; endpoints on one's own machines need none. */
  apiKey?: string;
  /** How many tokens the model reads at once. */
  contextTokens: number;
  /** How often the model is asked for one answer. */
  maxSteps: number;
  /** How many tokens one answer may use, read and written, over all steps. */
  maxTokens: number;
  /** How long one answer may take, in milliseconds. */
  timeoutMs: number;
  /** Ids of the Backstage actions that it may use, such as `gitops:list-legos`. */
  tools: string[];
}

/** What a consultant with a model may use when the configuration says nothing: it reads and proposes, and decides nothing. */
export const DEFAULT_TOOLS = [
  'gitops:list-legos',
  'gitops:get-lego-schema',
  'gitops:list-proposals',
  'gitops:get-proposal',
  'gitops:preview-claim',
  'gitops:propose-claim',
  'gitops:propose-change',
  'catalog:get-catalog-entity',
  'catalog:query-catalog-entities',
  'search:query',
];

/** Reads `kagent.consultant.model`; undefined when there is none. @throws InputError for a value that cannot be meant */
export function readModelSettings(
  config: RootConfigService,
): ModelSettings | undefined {
  const model = config.getOptionalConfig('kagent.consultant.model');
  if (!model) return undefined;
  const baseUrl = model.getString('baseUrl').replace(/\/+$/, '');
  if (!/^https?:\/\/[^\s@]+$/.test(baseUrl)) {
    throw new InputError(
      `kagent.consultant.model.baseUrl is "${baseUrl}"; give the address of an OpenAI-compatible endpoint, such as http://ollama:11434/v1, and put a key into apiKey.`,
    );
  }
  const tools = model.getOptionalStringArray('tools') ?? DEFAULT_TOOLS;
  const odd = tools.find(id => !/^[a-z0-9-]+:[\w.-]+$/i.test(id));
  if (odd !== undefined) {
    throw new InputError(
      `kagent.consultant.model.tools has "${odd}"; name each action as plugin:action, such as gitops:list-legos.`,
    );
  }
  const positive = (key: string, fallback: number): number => {
    const value = model.getOptionalNumber(key) ?? fallback;
    if (Number.isFinite(value) && value > 0) return value;
    throw new InputError(
      `kagent.consultant.model.${key} is ${value}; give a number above 0.`,
    );
  };
  return {
    baseUrl,
    name: model.getString('name'),
    apiKey: model.getOptionalString('apiKey') || undefined,
    contextTokens: positive('contextTokens', 32_000),
    maxSteps: Math.ceil(positive('maxSteps', 8)),
    maxTokens: positive('maxTokens', 100_000),
    timeoutMs: positive('timeoutSeconds', 120) * 1000,
    tools,
  };
}
