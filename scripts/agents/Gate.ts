import { AddressInfo, Server, Socket, connect, createServer } from 'node:net';

/** Passes connections of a port of its own on to another port; while it is shut they are refused, as by a controller that is down. */
export class Gate {
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #server?: Server;
  #port = 0;

  private constructor(target: number) {
    this.#target = target;
  }

  /** @param options.target - The port behind it, on this machine. */
  static create(options: { target: number }): Gate {
    return new Gate(options.target);
  }

  /** Listens, on the port that it had before if it had one. @returns The port. */
  async open(): Promise<number> {
    if (this.#server) return this.#port;
    const server = createServer(socket => this.#pass(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#server = server;
    // A listening TCP server has such an address.
    this.#port = (server.address() as AddressInfo).port;
    return this.#port;
  }

  /** Breaks all connections off and takes no more. */
  async shut(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise(resolve => server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #pass(socket: Socket): void {
    const behind = connect(this.#target, '127.0.0.1');
    for (const one of [socket, behind]) {
      this.#sockets.add(one);
      one.on('close', () => this.#sockets.delete(one));
    }
    socket.on('error', () => behind.destroy());
    behind.on('error', () => socket.destroy());
    socket.on('close', () => behind.destroy());
    behind.on('close', () => socket.destroy());
    socket.pipe(behind).pipe(socket);
  }
}
