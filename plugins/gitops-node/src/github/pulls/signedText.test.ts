import { agent, founder } from '../../forgeSuite/harness';
import {
  parseSignedText,
  renderSignedText,
  toGitHubAuthor,
} from './signedText';

describe('signed texts', () => {
  it('give back text and signature', () => {
    for (const text of [
      '',
      'Hello',
      'a\n\n— b\n<!-- zerotouch {} -->',
      '-->',
    ]) {
      const signature = {
        kind: 'closed' as const,
        by: agent,
        reason: 'No --> <!-- way\nreally',
      };
      const signed = renderSignedText(text, signature);
      expect(parseSignedText(signed)).toEqual({ text, signature });
      // People on GitHub see one comment that ends where it should.
      expect(signed.slice(text.length).match(/-->/g)).toHaveLength(2);
    }
  });

  it('count the last signature only', () => {
    const inner = renderSignedText('x', { kind: 'approval', by: founder });
    const outer = renderSignedText(inner, { kind: 'comment', by: agent });
    expect(parseSignedText(outer)).toEqual({
      text: inner,
      signature: { kind: 'comment', by: agent },
    });
  });

  it.each([
    'no signature',
    'a\n\n— b\n<!-- zerotouch {broken} -->',
    'a\n\n— b\n<!-- zerotouch {"kind":"comment"} -->',
    'a\n\n— b\n<!-- zerotouch {"kind":"merge","by":{"ref":"a","kind":"human"}} -->',
  ])('are not read out of: %s', text => {
    expect(parseSignedText(text)).toEqual({ text });
  });

  it('refuse what GitHub would cut', () => {
    expect(() =>
      renderSignedText('x'.repeat(65_500), { kind: 'comment', by: founder }),
    ).toThrow('at most 65536 characters');
  });

  it('never give somebody of GitHub a name of the portal', () => {
    expect(toGitHubAuthor({ login: 'founder' }).ref).toBe(
      'user:github/founder',
    );
    expect(toGitHubAuthor({ login: 'bot[bot]', type: 'Bot' })).toEqual({
      ref: 'user:agents/bot-bot-',
      kind: 'agent',
    });
    expect(toGitHubAuthor(null).ref).toBe('user:github/ghost');
  });
});
