import { RequestListener, Server, createServer } from 'node:http';
import { AddressInfo, Socket } from 'node:net';

/** An HTTP server of a test on this machine's loopback address. */
export class TestServer {
  readonly #sockets = new Set<Socket>();
  #server?: Server;

  /** Starts on a free port, unless one is given, and returns the address without a slash at its end. */
  async start(listener: RequestListener, port = 0): Promise<string> {
    const server = createServer(listener);
    this.#server = server;
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>(resolve => {
      server.listen(port, '127.0.0.1', resolve);
    });
    // A listening TCP server has such an address.
    const address = server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise(resolve => this.#server?.close(resolve));
  }
}

/** A port that nothing listens on. */
export async function findFreePort(): Promise<number> {
  const server = new TestServer();
  const { port } = new URL(await server.start(() => {}));
  await server.stop();
  return Number(port);
}
