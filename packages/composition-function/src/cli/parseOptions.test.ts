import { HELP, parseOptions } from './parseOptions';

it.each([
  [[], {}, { address: '0.0.0.0:9443', certificates: '/tls/server' }],
  [[], { TLS_SERVER_CERTS_DIR: '/certs' }, { certificates: '/certs' }],
  [
    ['--tls-server-certs-dir', '/mine'],
    { TLS_SERVER_CERTS_DIR: '/certs' },
    { certificates: '/mine' },
  ],
  [['--address=127.0.0.1:1'], {}, { address: '127.0.0.1:1' }],
  [['-d'], {}, { debug: true }],
  [['--debug', '--help'], {}, { debug: true, help: true }],
])('reads %j with %j', (args, env, expected) => {
  expect(parseOptions(args, env)).toMatchObject(expected);
});

it('names no certificates with --insecure', () => {
  const options = parseOptions(['--insecure'], {
    TLS_SERVER_CERTS_DIR: '/certs',
  });
  expect(options.certificates).toBeUndefined();
});

it.each([
  [['--tls-server-certs-dir', ''], {}],
  [[], { TLS_SERVER_CERTS_DIR: ' ' }],
])('does not take an empty folder for "insecure", %j', (args, env) => {
  expect(() => parseOptions(args, env)).toThrow(
    'The folder of the certificates is empty',
  );
});

it.each([[['--adress', 'x']], [['--address']], [['stray']]])(
  'refuses %j',
  args => {
    expect(() => parseOptions(args, {})).toThrow();
  },
);

it('explains every option', () => {
  for (const option of [
    'address',
    'tls-server-certs-dir',
    'insecure',
    'debug',
  ]) {
    expect(HELP).toContain(`--${option}`);
  }
});
