import { mockServices } from '@backstage/backend-test-utils';
import { readKagentConfig } from './config';

const read = (kagent: object) =>
  readKagentConfig(mockServices.rootConfig({ data: { kagent } }));

describe('readKagentConfig', () => {
  it('has the consultant alone by default', () => {
    expect(read({})).toEqual({
      consultant: { enabled: true },
      controllers: [],
      limits: { messagesPerMinute: 20, runningAnswers: 3, openStreams: 20 },
    });
  });

  it('reads limits', () => {
    expect(read({ limits: { runningAnswers: 200 } }).limits).toEqual({
      messagesPerMinute: 20,
      runningAnswers: 200,
      openStreams: 20,
    });
  });

  it.each([0, -1, 1.5, 1001])('refuses %s as a limit', openStreams => {
    expect(() => read({ limits: { openStreams } })).toThrow(
      `kagent.limits.openStreams is ${openStreams}`,
    );
  });

  it('reads controllers', () => {
    expect(
      read({
        controllers: [{ id: 'cluster', baseUrl: 'http://kagent:8083/' }],
      }),
    ).toMatchObject({
      controllers: [{ id: 'cluster', baseUrl: 'http://kagent:8083' }],
    });
  });

  it('reads how a controller is told who a person is', () => {
    const controller = { id: 'cluster', baseUrl: 'http://kagent:8083' };
    const authOf = (auth?: string) =>
      read({ controllers: [{ ...controller, ...(auth && { auth }) }] })
        .controllers[0].auth;
    expect(authOf()).toBe('unsecure');
    expect(authOf('trusted-proxy')).toBe('trusted-proxy');
    expect(() => authOf('oidc')).toThrow('the auth mode "oidc"');
  });

  it.each([
    ['a name used twice', ['a', 'a']],
    ['the name of the consultant', ['consultant']],
    ['a name with a colon', ['a:b']],
  ])('refuses %s', (_, ids) => {
    const controllers = ids.map(id => ({ id, baseUrl: 'http://x' }));
    expect(() => read({ controllers })).toThrow('kagent.controllers has');
  });
});
