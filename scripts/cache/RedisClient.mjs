import { once } from 'node:events';
import { connect } from 'node:net';

/** A connection that speaks just enough of the Redis protocol: commands of texts, answers of texts. */
export class RedisClient {
  #socket;
  #waiting = [];
  #buffer = '';

  static async open(port) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RedisClient(socket);
  }

  constructor(socket) {
    this.#socket = socket.setEncoding('utf8');
    socket.on('data', data => {
      this.#buffer += data;
      this.#read();
    });
  }

  /** Sends a command and returns the answer; `-NOAUTH …` and the like for a refusal. */
  send(...words) {
    const answer = new Promise(resolve => this.#waiting.push(resolve));
    this.#socket.write(
      `*${words.length}\r\n${words
        .map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`)
        .join('')}`,
    );
    return answer;
  }

  close() {
    this.#socket.destroy();
  }

  /** Texts of known length are read whole, everything else by line. */
  #read() {
    for (;;) {
      const end = this.#buffer.indexOf('\r\n');
      if (end < 0) return;
      const line = this.#buffer.slice(0, end);
      const length = line.startsWith('$') ? Number(line.slice(1)) : -1;
      const whole = length < 0 ? end + 2 : end + 2 + length + 2;
      if (this.#buffer.length < whole) return;
      const answer =
        length < 0 ? line : this.#buffer.slice(end + 2, end + 2 + length);
      this.#buffer = this.#buffer.slice(whole);
      this.#waiting.shift()?.(answer);
    }
  }
}
