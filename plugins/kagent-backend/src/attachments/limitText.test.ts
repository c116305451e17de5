import { MAX_ATTACHMENT_LENGTH } from '@zerotouch/plugin-kagent-common';
import { limitText } from './limitText';

const limit = (text: string) => limitText(text, { title: 'app.log' });

describe('limitText', () => {
  it.each([
    ['a line'],
    ['größe 😀\ttab\r\n'],
    ['x'.repeat(MAX_ATTACHMENT_LENGTH)],
    [`${'x'.repeat(200)}\uFFFD`],
  ])('keeps text as it is', text => {
    expect(limit(text)).toBe(text);
  });

  it('cuts what is longer, and says so', () => {
    const text = limit('x'.repeat(MAX_ATTACHMENT_LENGTH + 1));
    expect(text).toHaveLength(MAX_ATTACHMENT_LENGTH);
    expect(text).toMatch(/x\n\[cut here: the first \d+ of 20001 characters\]$/);
  });

  it('cuts no letter in two', () => {
    for (const before of ['', 'x']) {
      const text = limit(before + '😀'.repeat(MAX_ATTACHMENT_LENGTH));
      expect(text).not.toMatch(/[\uD800-\uDBFF]\n\[cut/);
      expect(text.length).toBeLessThanOrEqual(MAX_ATTACHMENT_LENGTH);
    }
  });

  it.each([
    ['a NUL', 'ELF\0'],
    ['what was no UTF-8', '\uFFFD'.repeat(5)],
  ])('refuses %s, and names it', (_, text) => {
    expect(() => limit(text)).toThrow('"app.log" is no text');
  });
});
