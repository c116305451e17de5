import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { LanguageModel } from 'ai';
import { ModelUnavailableError } from './ModelUnavailableError';
import { ModelSettings } from './settings';

/** Connects the model; a web page or a redirect in place of an answer is an error that says so. */
export function createModel(
  settings: Pick<ModelSettings, 'apiKey' | 'baseUrl' | 'name'>,
  options: { fetch: typeof fetch },
): LanguageModel {
  const provider = createOpenAICompatible({
    name: 'consultant',
    baseURL: settings.baseUrl,
    apiKey: settings.apiKey,
    includeUsage: true,
    fetch: async (input, init) => {
      const response = await options
        .fetch(input, { ...init, redirect: 'manual' })
        .catch(error => {
          init?.signal?.throwIfAborted();
          throw new ModelUnavailableError('it cannot be reached', error);
        });
      const type = response.headers.get('content-type') ?? '';
      if (response.status >= 300 && response.status < 400) {
        throw new ModelUnavailableError(
          'it sends elsewhere, as a sign-in does',
        );
      }
      if (response.ok && type.includes('text/html')) {
        throw new ModelUnavailableError('it answered with a web page');
      }
      return response;
    },
  });
  return provider.chatModel(settings.name);
}
