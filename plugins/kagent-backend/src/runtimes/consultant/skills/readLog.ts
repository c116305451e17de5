const telling =
  /\b(error|err|fatal|panic|fail(?:ed|ure|s)?|exception|denied|refused|forbidden|unauthorized|timed? ?out|timeout|oom(?:killed)?|crash\w*|evict\w*|no space left|not found|cannot|unable|unhealthy)\b/i;
const MAX_LINES = 6;
const MAX_LENGTH = 300;

/** Picks the lines of a log that tell what is wrong: the first of each kind, at most six, as plain text. */
export function readTellingLines(log: string): string[] {
  const seen = new Set<string>();
  const lines: string[] = [];
  for (const line of log.split('\n')) {
    const text = line.replace(/\p{Cc}+/gu, ' ').trim();
    if (!telling.test(text)) continue;
    // Times, counters and ids make lines of one kind look different.
    const kind = text.replace(/[\d:.\-TZ]+|[0-9a-f]{8,}/gi, '');
    if (seen.has(kind)) continue;
    seen.add(kind);
    lines.push(text.slice(0, MAX_LENGTH));
    if (lines.length === MAX_LINES) break;
  }
  return lines;
}

/** The words of a line that a search may use: no times, addresses or ids. */
export function toSearchWords(line: string): string {
  return (
    line
      .replace(/\b(?:[a-z]+:\/\/\S+|[\w.-]*\d[\w.:-]*)\b/gi, ' ')
      .match(/[\p{L}][\p{L}'-]{2,}/gu) ?? []
  )
    .slice(0, 20)
    .join(' ');
}
