/** One line of a difference; `gap` stands for lines that stay. */
export type DiffLine =
  | { type: 'same' | 'added' | 'removed'; text: string; line: number }
  | { type: 'gap'; count: number; line: number };

/** Most changed lines on a side that are matched one by one; beyond that the whole part counts as changed. */
const MAX_MATCHED = 600;

/**
 * Compares two texts line by line.
 *
 * @param context - How many lines that stay are shown around each change.
 */
export function diffLines(
  before: string,
  after: string,
  context = 2,
): DiffLine[] {
  const left = before.split('\n');
  const right = after.split('\n');
  let start = 0;
  while (
    start < left.length &&
    start < right.length &&
    left[start] === right[start]
  ) {
    start += 1;
  }
  let end = 0;
  while (
    end < Math.min(left.length, right.length) - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end += 1;
  }
  const middle = match(
    left.slice(start, left.length - end),
    right.slice(start, right.length - end),
  );
  const all = [
    ...right.slice(0, start).map(text => ({ type: 'same' as const, text })),
    ...middle,
    ...right
      .slice(right.length - end)
      .map(text => ({ type: 'same' as const, text })),
  ];
  return fold(number(all), context);
}

interface Step {
  type: 'same' | 'added' | 'removed';
  text: string;
}

function match(left: string[], right: string[]): Step[] {
  const removed = left.map(text => ({ type: 'removed' as const, text }));
  const added = right.map(text => ({ type: 'added' as const, text }));
  if (left.length > MAX_MATCHED || right.length > MAX_MATCHED) {
    return [...removed, ...added];
  }
  // Longest common subsequence, from the end.
  const lengths = Array.from({ length: left.length + 1 }, () =>
    new Array<number>(right.length + 1).fill(0),
  );
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        left[i] === right[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      steps.push({ type: 'same', text: left[i] });
      i += 1;
      j += 1;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
      steps.push(removed[i]);
      i += 1;
    } else {
      steps.push(added[j]);
      j += 1;
    }
  }
  return [...steps, ...removed.slice(i), ...added.slice(j)];
}

/** Line numbers are those after the change; of a removed line, where it stood. */
function number(steps: Step[]): (Step & { line: number })[] {
  let line = 1;
  return steps.map(step => {
    const numbered = { ...step, line };
    if (step.type !== 'removed') line += 1;
    return numbered;
  });
}

function fold(steps: (Step & { line: number })[], context: number): DiffLine[] {
  const isNear = steps.map(({ type }) => type !== 'same');
  const shown = steps.map((_, index) =>
    isNear
      .slice(Math.max(0, index - context), index + context + 1)
      .some(Boolean),
  );
  const result: DiffLine[] = [];
  let hidden: (typeof steps)[number][] = [];
  const flush = () => {
    if (hidden.length > 0) {
      result.push({ type: 'gap', count: hidden.length, line: hidden[0].line });
      hidden = [];
    }
  };
  steps.forEach((step, index) => {
    if (shown[index]) {
      flush();
      result.push(step);
    } else {
      hidden.push(step);
    }
  });
  flush();
  return result.some(({ type }) => type === 'added' || type === 'removed')
    ? result
    : [];
}
