import { mockServices } from '@backstage/backend-test-utils';
import { DEFAULT_TOOLS, readModelSettings } from './settings';

const read = (model?: object) =>
  readModelSettings(
    mockServices.rootConfig({ data: { kagent: { consultant: { model } } } }),
  );
const least = { baseUrl: 'http://ollama:11434/v1/', name: 'qwen' };

describe('readModelSettings', () => {
  it('is nothing by default', () => {
    expect(read()).toBeUndefined();
  });

  it('needs an address and a name', () => {
    expect(read(least)).toEqual({
      baseUrl: 'http://ollama:11434/v1',
      name: 'qwen',
      apiKey: undefined,
      contextTokens: 32_000,
      maxSteps: 8,
      maxTokens: 100_000,
      timeoutMs: 120_000,
      tools: DEFAULT_TOOLS,
    });
  });

  it('takes what it is given', () => {
    expect(
      read({
        ...least,
        apiKey: 'k',
        contextTokens: 8000,
        maxSteps: 3,
        maxTokens: 9000,
        timeoutSeconds: 5,
        tools: ['gitops:list-legos'],
      }),
    ).toMatchObject({
      apiKey: 'k',
      contextTokens: 8000,
      maxSteps: 3,
      maxTokens: 9000,
      timeoutMs: 5000,
      tools: ['gitops:list-legos'],
    });
  });

  it.each([
    [
      'an address with a key',
      { ...least, baseUrl: 'http://me:key@x/v1' },
      'baseUrl',
    ],
    [
      'an address of another protocol',
      { ...least, baseUrl: 'file:///x' },
      'baseUrl',
    ],
    ['no steps', { ...least, maxSteps: 0 }, 'maxSteps'],
    ['less than no time', { ...least, timeoutSeconds: -1 }, 'timeoutSeconds'],
    [
      'a tool without its plugin',
      { ...least, tools: ['list-legos'] },
      'list-legos',
    ],
  ])('refuses %s', (_, model, message) => {
    expect(() => read(model)).toThrow(message);
  });

  it('allows nothing by default that decides', () => {
    expect(DEFAULT_TOOLS.join()).not.toMatch(
      /merge|close|approve|register|delete|execute/,
    );
  });
});
