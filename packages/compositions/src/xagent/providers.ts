/** Host names of the model providers that an agent may reach, by the name that kagent gives the provider. */
export const providerHosts: Record<string, string> = {
  Anthropic: 'api.anthropic.com',
  Gemini: 'generativelanguage.googleapis.com',
  OpenAI: 'api.openai.com',
};
