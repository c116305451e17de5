import { mockServices } from '@backstage/backend-test-utils';
import { readForgeConfig } from './config';

const read = (forge: object) =>
  readForgeConfig(mockServices.rootConfig({ data: { gitops: { forge } } }));
const github = (rest: object) => ({
  type: 'github',
  github: { owner: 'acme', repo: 'platform', ...rest },
});

describe('readForgeConfig', () => {
  it('is local unless it says otherwise', () => {
    expect(read({ local: { directory: '/data' } })).toEqual({
      type: 'local',
      local: { directory: '/data', seedFrom: undefined },
    });
    expect(() => read({ type: 'svn' })).toThrow(
      'the types are "local" and "github"',
    );
  });

  it('reads an App and a token', () => {
    expect(read(github({ app: { appId: 7, privateKey: 'pem' } }))).toEqual(
      github({ credentials: { type: 'app', appId: 7, privateKey: 'pem' } }),
    );
    expect(read(github({ token: 'abc', webhookSecret: 'shh' }))).toEqual(
      github({
        credentials: { type: 'token', token: 'abc' },
        webhookSecret: 'shh',
      }),
    );
  });

  it('wants exactly one way to sign in', () => {
    const app = { appId: 7, privateKey: 'pem' };
    expect(() => read(github({}))).toThrow('Give either');
    expect(() => read(github({ app, token: 'abc' }))).toThrow('and not both');
  });

  it.each([
    'http://github.example.com/api/v3',
    'github.example.com',
    'ftp://a',
  ])('sends no credentials to %s', apiBaseUrl => {
    expect(() => read(github({ token: 'abc', apiBaseUrl }))).toThrow('https:');
  });
});
