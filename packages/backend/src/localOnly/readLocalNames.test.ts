import { mockServices } from '@backstage/backend-test-utils';
import { readLocalNames } from './readLocalNames';

function read(backend: object, app?: object) {
  return readLocalNames(
    mockServices.rootConfig({
      data: JSON.parse(
        JSON.stringify({
          app: { baseUrl: 'http://localhost:7007', ...app },
          backend: { baseUrl: 'http://localhost:7007', ...backend },
        }),
      ),
    }),
  );
}

describe('readLocalNames', () => {
  it('names the loopback addresses with the port', () => {
    const names = read({ listen: { host: '127.0.0.1', port: 7017 } });
    expect([...(names?.hosts ?? [])]).toEqual([
      'localhost:7017',
      '127.0.0.1:7017',
      '[::1]:7017',
      'localhost:7007',
    ]);
    expect(names?.origins).toContain('http://127.0.0.1:7017');
  });

  it('reads a port given as text, as the environment gives it', () => {
    const names = read({ listen: { host: 'localhost', port: '7017' } });
    expect(names?.hosts).toContain('localhost:7017');
  });

  it.each(['127.0.0.1:7017', 'localhost:7017', '[::1]:7017'])(
    'reads the short form %s',
    listen => {
      expect(read({ listen })?.hosts).toContain('localhost:7017');
    },
  );

  it('adds the address that the portal is told it has', () => {
    const names = read(
      { listen: { host: '127.0.0.1', port: 7007 } },
      { baseUrl: 'https://Portal.example.com' },
    );
    expect(names?.hosts).toContain('portal.example.com');
    expect(names?.origins).toContain('https://portal.example.com');
  });

  it('adds the origin of the development server, and no host for it', () => {
    const names = read({
      listen: { host: '127.0.0.1', port: 7007 },
      cors: { origin: 'http://localhost:3000' },
    });
    expect(names?.origins).toContain('http://localhost:3000');
    expect(names?.hosts).not.toContain('localhost:3000');
  });

  it.each([
    [{ listen: { port: 7007 } }],
    [{ listen: { host: '0.0.0.0', port: 7007 } }],
    [{ listen: ':7007' }],
    [{ listen: 'portal.example.com:7007' }],
    [{}],
  ])('says nothing for a portal that listens elsewhere: %j', backend => {
    expect(read(backend)).toBeUndefined();
  });
});
