import { setLogger } from '@grpc/grpc-js';
import { createHandler } from './cli/createHandler';
import { createLogger, toConsole } from './cli/createLogger';
import { HELP, Options, parseOptions } from './cli/parseOptions';
import { loadSdk } from './sdk';
import { FunctionServer } from './server/FunctionServer';
import {
  createInsecureCredentials,
  readCredentials,
} from './server/readCredentials';

/** Kubernetes waits 30 seconds before it kills. */
const STOP_TIMEOUT_MS = 25_000;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

async function main(options: Options): Promise<void> {
  const { address, certificates } = options;
  const logger = createLogger(options);
  setLogger(toConsole(logger));
  try {
    const sdk = await loadSdk();
    const server = await FunctionServer.start({
      sdk,
      handler: createHandler({ sdk, logger }),
      address,
      credentials: certificates
        ? readCredentials(certificates)
        : createInsecureCredentials(),
    });
    if (!certificates) {
      logger.warn('anybody who reaches the port may call: no TLS');
    }
    logger.info({ address, port: server.port }, 'listening');
    const stop = async (signal: string) => {
      logger.info({ signal }, 'stopping');
      const finished = await server.stop({ timeoutMs: STOP_TIMEOUT_MS });
      logger.info({ finished }, 'stopped');
      process.exit(finished ? 0 : EXIT_FAILED);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    logger.fatal(error instanceof Error ? error.message : String(error));
    process.exitCode = EXIT_FAILED;
  }
}

function start(): void {
  try {
    const options = parseOptions(process.argv.slice(2), process.env);
    if (options.help) {
      process.stdout.write(`${HELP}\n`);
      return;
    }
    main(options);
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : error}\nSee --help.\n`,
    );
    process.exitCode = EXIT_USAGE;
  }
}

start();
