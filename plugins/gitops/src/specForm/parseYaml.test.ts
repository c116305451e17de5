import { looksLikeSecret } from './findSecretValue';
import { parseYaml } from './parseYaml';

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefgh'.split('').map((name, index) => {
    const before = 'abcdefgh'[index];
    return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`;
  }),
].join('\n');

describe('parseYaml', () => {
  it('reads a value', () => {
    expect(parseYaml('size: small\n')).toEqual({
      result: 'ok',
      value: { size: 'small' },
    });
  });

  it.each([
    ['a: [', /^Line 1: .+\.$/],
    ['a: 1\na: 2', /^Line 2: Map keys must be unique\.$/],
    ['a: *nothing', /aliases|Unresolved alias/],
    [bomb, /aliases expand to too much/],
    ['x'.repeat(500_000), /has 500000 characters/],
  ])('refuses %#', (text, message) => {
    expect(parseYaml(text)).toEqual({
      result: 'refused',
      message: expect.stringMatching(message),
    });
  });

  it('keeps names that mean something as plain names', () => {
    const parsed = parseYaml('__proto__: { polluted: true }\nconstructor: 1');
    expect(JSON.stringify(parsed)).toContain('"__proto__":{"polluted":true}');
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('looksLikeSecret', () => {
  it.each([
    'ghp_0123456789abcdef',
    'AKIAIOSFODNN7EXAMPLE',
    '-----BEGIN PRIVATE KEY-----',
    'postgres://app:hunter2@db/app',
  ])('knows %s', value => {
    expect(looksLikeSecret(value)).toBe(true);
  });

  it.each(['stripe_key', 'info', 'https://example.com/a', 'key.pem', ''])(
    'lets %s pass',
    value => {
      expect(looksLikeSecret(value)).toBe(false);
    },
  );
});
