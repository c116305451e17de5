import type { Source } from '@zerotouch/plugin-kagent-common';

/** Names a passage by page and heading; once when they are the same. */
export function placeOf(source: Pick<Source, 'title' | 'heading'>): string {
  return !source.heading || source.heading === source.title
    ? source.title
    : `${source.title}: ${source.heading}`;
}
