import {
  FunctionServer,
  createHandler,
  createLogger,
  loadSdk,
  readCredentials,
} from '../../../packages/composition-function/src';
import { answerUsage } from './usage';

/** The function in a process of its own. */
async function main() {
  const sdk = await loadSdk();
  const server = await FunctionServer.start({
    sdk,
    handler: createHandler({ sdk, logger: createLogger({ debug: false }) }),
    address: '127.0.0.1:0',
    credentials: readCredentials(process.argv[2]),
  });
  answerUsage();
  process.send?.({ port: server.port });
}

main();
