/** One line of a change. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added' | 'gap';
  /** Of a `gap`: how many lines it stands for. */
  text: string;
}

/** Above so many pairs of lines the parts that differ are shown whole. */
const MAX_PAIRS = 1_000_000;
const CONTEXT = 3;

/** Tells what changes between two texts, line by line, with three lines around each change. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = toLines(before);
  const next = toLines(after);
  let start = 0;
  while (
    start < Math.min(old.length, next.length) &&
    old[start] === next[start]
  )
    start++;
  let end = 0;
  while (
    end < Math.min(old.length, next.length) - start &&
    old[old.length - 1 - end] === next[next.length - 1 - end]
  )
    end++;
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return withGaps([
    ...old.slice(0, start).map(same),
    ...diffMiddle(
      old.slice(start, old.length - end),
      next.slice(start, next.length - end),
    ),
    ...old.slice(old.length - end).map(same),
  ]);
}

function toLines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function diffMiddle(old: string[], next: string[]): DiffLine[] {
  const removed = (text: string): DiffLine => ({ kind: 'removed', text });
  const added = (text: string): DiffLine => ({ kind: 'added', text });
  if (old.length * next.length > MAX_PAIRS) {
    return [...old.map(removed), ...next.map(added)];
  }
  // lengths[i][j]: longest common part of old from i on and next from j on
  const lengths = Array.from({ length: old.length + 1 }, () =>
    new Array<number>(next.length + 1).fill(0),
  );
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = next.length - 1; j >= 0; j--) {
      lengths[i][j] =
        old[i] === next[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < next.length) {
    if (i < old.length && j < next.length && old[i] === next[j]) {
      lines.push({ kind: 'same', text: old[i] });
      i++;
      j++;
    } else if (
      j >= next.length ||
      (i < old.length && lengths[i + 1][j] >= lengths[i][j + 1])
    ) {
      lines.push(removed(old[i++]));
    } else {
      lines.push(added(next[j++]));
    }
  }
  return lines;
}

function withGaps(lines: DiffLine[]): DiffLine[] {
  const isNear = lines.map(() => false);
  lines.forEach(({ kind }, index) => {
    if (kind === 'same') return;
    isNear.fill(true, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  });
  const shown: DiffLine[] = [];
  let hidden = 0;
  const close = () => {
    if (hidden > 0) shown.push({ kind: 'gap', text: String(hidden) });
    hidden = 0;
  };
  lines.forEach((line, index) => {
    if (!isNear[index]) {
      hidden++;
      return;
    }
    close();
    shown.push(line);
  });
  close();
  return shown;
}
