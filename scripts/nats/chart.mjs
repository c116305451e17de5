import { randomBytes } from 'node:crypto';

/**
 * The `nats.conf` of one server as the NATS chart writes it from its values.
 *
 * The chart puts its own settings first, lays `config.merge` over them, prints JSON and takes the quotes off text between `<<` and `>>`.
 * Ports, folders and addresses are those of this machine, where the servers are not in pods of their own.
 */
export function renderConfig({ values, place, servers }) {
  const { jetstream, merge } = values.config;
  const config = {
    server_name: '<< $POD_NAME >>',
    lame_duck_duration: '30s',
    host: '127.0.0.1',
    port: place.port,
    ...(servers.length > 1 ? { cluster: clusterOf(place, servers) } : {}),
    http_port: place.monitorPort,
    jetstream: {
      max_memory_store: 0,
      store_dir: place.dir,
      max_file_store: `<< ${jetstream.fileStore.pvc.size} >>`,
    },
    ...merge,
  };
  return JSON.stringify(config, null, 2).replace(/"<<\s+(.*?)\s+>>"/g, '$1');
}

function clusterOf({ clusterPort }, servers) {
  return {
    name: 'nats',
    host: '127.0.0.1',
    port: clusterPort,
    no_advertise: true,
    routes: servers.map(server => `nats://127.0.0.1:${server.clusterPort}`),
  };
}

/**
 * What External Secrets would do: makes a password for each user and fills the template of the secret.
 *
 * One password is chosen, not made: it begins like a number, as one in some hundred made ones does.
 *
 * @returns `passwords` as clients get them, `variables` as the server gets them, both by the name of the variable
 */
export function makePasswords(credentials) {
  const { spec } = credentials.find(({ kind }) => kind === 'ExternalSecret');
  const { length } = credentials.find(({ kind }) => kind === 'Password').spec;
  const names = spec.data.map(({ secretKey }) => secretKey);
  const passwords = Object.fromEntries(
    names.map((name, index) => [
      name,
      index === 0
        ? '1e5x'.padEnd(length, 'q')
        : randomBytes(length).toString('hex').slice(0, length),
    ]),
  );
  const variables = Object.fromEntries(
    Object.entries(spec.target.template.data).map(([name, template]) => [
      name,
      template.replace(/\{\{ \.(\w+) \}\}/g, (_, key) => passwords[key]),
    ]),
  );
  return { passwords, variables };
}
