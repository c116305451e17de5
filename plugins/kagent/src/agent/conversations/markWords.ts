/** A piece of a text. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

/** Cuts `text` so that each occurrence of a word of `words`, in any case, is a piece of its own. */
export function markWords(text: string, words: string): Piece[] {
  const patterns = words
    .split(/\s+/)
    .filter(Boolean)
    .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    // A longer word first, so that a shorter one does not cut it.
    .sort((a, b) => b.length - a.length);
  if (patterns.length === 0) return [{ text, isMarked: false }];
  return text
    .split(new RegExp(`(${patterns.join('|')})`, 'iu'))
    .map((piece, index) => ({ text: piece, isMarked: index % 2 === 1 }))
    .filter(piece => piece.text !== '');
}
