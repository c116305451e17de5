/** Contents of files by the name of their blob; forgets what was used longest ago once they are more than `maxBytes`. */
export class BlobCache {
  readonly #blobs = new Map<string, Buffer>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(sha: string): Buffer | undefined {
    const bytes = this.#blobs.get(sha);
    if (bytes) {
      this.#blobs.delete(sha);
      this.#blobs.set(sha, bytes);
    }
    return bytes;
  }

  set(sha: string, bytes: Buffer): void {
    if (this.#blobs.has(sha)) return;
    this.#blobs.set(sha, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, content] of this.#blobs) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#blobs.delete(oldest);
      this.#bytes -= content.length;
    }
  }
}
