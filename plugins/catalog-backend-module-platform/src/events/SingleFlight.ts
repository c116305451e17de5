/** Runs a piece of work one at a time; asking while it runs ends in exactly one more run. */
export class SingleFlight {
  readonly #work: () => Promise<void>;
  #run: Promise<void> | undefined;
  #again = false;

  /**
   * @param work - MUST handle its own errors; one that it throws ends the runs and reaches everybody who asked.
   */
  static create(work: () => Promise<void>) {
    return new SingleFlight(work);
  }

  private constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Asks for a run; resolves when a run that began after this call has ended. */
  async request(): Promise<void> {
    this.#again = true;
    this.#run ??= this.#loop().finally(() => {
      this.#run = undefined;
    });
    await this.#run;
  }

  /** Resolves when nothing runs. */
  async settled(): Promise<void> {
    await this.#run;
  }

  async #loop(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#work();
    }
  }
}
