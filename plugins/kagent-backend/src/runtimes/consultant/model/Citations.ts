import { Source } from '@zerotouch/plugin-kagent-common';

/**
 * The passages that the model was given in one answer, by the numbers that it knows them by, and which of them it cited.
 *
 * @remarks People see the cited ones alone, numbered in the order in which they are cited.
 */
export class Citations {
  readonly #given: Source[];
  #cited: string[] = [];

  private constructor(given: Source[]) {
    this.#given = given;
  }

  /** @param options.given - What an earlier part of the same answer was given. */
  static create(options: { given: Source[] }): Citations {
    return new Citations([...options.given]);
  }

  /** All passages given so far, in the order of their numbers. */
  get given(): Source[] {
    return [...this.#given];
  }

  /** How many different passages were cited. */
  get count(): number {
    return this.#cited.length;
  }

  /** Gives passages numbers; one that was given before keeps its own. */
  giveSources(sources: Source[]): number[] {
    return sources.map(source => {
      const known = this.#given.findIndex(({ id }) => id === source.id);
      if (known >= 0) return known + 1;
      this.#given.push(source);
      return this.#given.length;
    });
  }

  /** Turns the model's numbers in a text into people's; numbers of nothing are dropped. `cited` are those cited for the first time. */
  renumber(text: string): { text: string; cited: Source[] } {
    const cited: Source[] = [];
    const renumbered = text.replace(
      / ?\[(\^?\d{1,3}(?:\s*[,;]\s*\^?\d{1,3})*)\](?!\()/g,
      (match, numbers: string) => {
        const marks = numbers.split(/[,;]/).flatMap(number => {
          const source = this.#given[Number(number.replace(/\D/g, '')) - 1];
          if (!source) return [];
          if (!this.#cited.includes(source.id)) {
            this.#cited.push(source.id);
            cited.push(source);
          }
          return [`[${this.#cited.indexOf(source.id) + 1}]`];
        });
        if (marks.length === 0) return '';
        return `${match.startsWith(' ') ? ' ' : ''}${marks.join('')}`;
      },
    );
    return { text: renumbered, cited };
  }
}
