import { redactSecrets } from './redactSecrets';

const a = (length: number) => 'aB3x'.repeat(length).slice(0, length);

describe('redactSecrets', () => {
  it.each<[kind: string, secret: string]>([
    ['AWS access key', 'AKIAIOSFODNN7EXAMPLE'],
    ['AWS access key', 'ASIAIOSFODNN7EXAMPLE'],
    ['GitHub token', `ghp_${a(36)}`],
    ['GitHub token', `ghs_${a(36)}`],
    ['GitHub token', `github_pat_${a(22)}_${a(59)}`],
    ['GitLab token', `glpat-${a(20)}`],
    ['model API key', `sk-${a(48)}`],
    ['model API key', `sk-proj-${a(40)}`],
    ['model API key', `sk-ant-api03-${a(40)}`],
    ['Slack token', `xoxb-123456789012-${a(24)}`],
    ['Slack webhook', 'https://hooks.slack.com/services/T0001/B0001/XXXXYYYY'],
    ['Google API key', `AIza${a(35)}`],
    ['npm token', `npm_${a(36)}`],
    ['Stripe key', `sk_live_${a(24)}`],
    ['age key', `AGE-SECRET-KEY-1${'Q'.repeat(58)}`],
    ['JSON Web Token', `eyJ${a(20)}.eyJ${a(40)}.${a(43)}`],
    [
      'private key',
      `-----BEGIN RSA PRIVATE KEY-----\n${a(
        64,
      )}\n-----END RSA PRIVATE KEY-----`,
    ],
    ['JSON Web Token', `session-eyJ${a(20)}.eyJ${a(40)}.${a(43)}`],
    ['private key', `-----BEGIN OPENSSH PRIVATE KEY-----\n${a(64)}`],
  ])('removes a %s', (kind, secret) => {
    expect(redactSecrets(`before ${secret} after`).text).not.toContain(secret);
    const { text, kinds } = redactSecrets(`before ${secret}`);
    expect(text).toBe(`before [removed ${kind}]`);
    expect(kinds).toEqual([kind]);
  });

  it.each([
    ['password=hunter2', 'password=[removed password]'],
    ['PASSWORD: "s3cr3t!x"', 'PASSWORD: "[removed password]"'],
    ["db_password='correct horse'", "db_password='[removed password] horse'"],
    ['{"api_key": "abc123def"}', '{"api_key": "[removed password]"}'],
    ['client-secret=xyzabc', 'client-secret=[removed password]'],
    [
      'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG',
      'aws_secret_access_key = [removed password]',
    ],
    [
      'Authorization: Bearer abcdef1234567890',
      'Authorization: Bearer [removed authorization header]',
    ],
    [
      'postgres://app:s3cret@db:5432/app',
      'postgres://app:[removed password in an address]@db:5432/app',
    ],
    [
      'redis://:s3cret@cache',
      'redis://:[removed password in an address]@cache',
    ],
  ])('keeps what stands around a secret: %s', (text, kept) => {
    expect(redactSecrets(text).text).toBe(kept);
  });

  it.each([
    'How do I rotate the password?',
    'The password: where do I find it?',
    'password=<your password>',
    'token=$GITHUB_TOKEN',
    'secretName: orders-db-pg-app',
    'api_key: ${API_KEY}',
    'the token is missing',
    'https://example.com/a:b',
    'see http://localhost:7007/docs and mail me@example.com',
    'sha 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    'sk-learn is a library',
    'task-2024-11-20-a-rather-long-name-of-a-thing',
    '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----',
  ])('leaves %s alone', text => {
    expect(redactSecrets(text)).toEqual({ text, kinds: [] });
  });

  it('names each kind once and changes nothing the second time', () => {
    const once = redactSecrets(
      `AKIAIOSFODNN7EXAMPLE AKIAIOSFODNN7EXAMPLF password=abcd ghp_${a(36)}`,
    );
    expect(once.kinds).toEqual(['GitHub token', 'AWS access key', 'password']);
    expect(redactSecrets(once.text).text).toBe(once.text);
  });

  it.each([
    '-----BEGIN PRIVATE KEY-----\n',
    'password=',
    'eyJaaaaaaaa.',
    'eyJ-',
    'eyJaaaaaaaa.eyJ-',
    'pwd:',
    'token: ',
    'a://',
  ])('is quick on many %j', piece => {
    const started = performance.now();
    redactSecrets(piece.repeat(Math.ceil(200_000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
