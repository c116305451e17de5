import { ModelMessage } from 'ai';
import { estimateTokens, fitMessages } from './fitMessages';

const said = (role: 'user' | 'assistant', text: string): ModelMessage => ({
  role,
  content: text,
});
const result = (id: string, value: string): ModelMessage => ({
  role: 'tool',
  content: [
    {
      type: 'tool-result',
      toolCallId: id,
      toolName: 't',
      output: { type: 'text', value },
    },
  ],
});

describe('fitMessages', () => {
  it('leaves alone what fits', () => {
    const messages = [
      said('user', 'a'),
      said('assistant', 'b'),
      said('user', 'c'),
    ];
    expect(fitMessages(messages, { maxTokens: 1_000 })).toEqual(messages);
  });

  it('leaves out the oldest results first', () => {
    const fitted = fitMessages(
      [
        said('user', 'question'),
        result('1', 'x'.repeat(3_000)),
        result('2', 'y'.repeat(300)),
      ],
      { maxTokens: 500 },
    );
    expect(JSON.stringify(fitted)).toContain('Left out');
    expect(JSON.stringify(fitted)).toContain('yyy');
    expect(estimateTokens(fitted)).toBeLessThan(500);
  });

  it('then leaves out what was said before, the newest question never', () => {
    const fitted = fitMessages(
      [
        said('user', 'old'.repeat(200)),
        said('assistant', 'older'.repeat(200)),
        said('user', `new ${'z'.repeat(900)}`),
      ],
      { maxTokens: 100 },
    );
    expect(fitted).toHaveLength(1);
    expect(JSON.stringify(fitted)).toContain('new zzz');
  });
});
