/**
 * Gives text in lower case for comparing, exactly as long as before, so that a place in one is the same place in the other.
 *
 * @remarks Databases do this differently: SQLite folds the letters of ASCII alone.
 */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text]
    .map(letter => {
      const folded = letter.toLowerCase();
      return folded.length === letter.length ? folded : letter;
    })
    .join('');
}
