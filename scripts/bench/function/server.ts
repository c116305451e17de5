import {
  FunctionServer,
  createHandler,
  createLogger,
  loadSdk,
  readCredentials,
} from '../../../packages/composition-function/src';

/** The function in a process of its own; `memory` asks for what it uses after a collection. Started with --expose-gc. */
async function main() {
  const sdk = await loadSdk();
  const server = await FunctionServer.start({
    sdk,
    handler: createHandler({ sdk, logger: createLogger({ debug: false }) }),
    address: '127.0.0.1:0',
    credentials: readCredentials(process.argv[2]),
  });
  process.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    process.send?.({ heapUsed, rss, cpuMicros: user + system });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port: server.port });
}

main();
