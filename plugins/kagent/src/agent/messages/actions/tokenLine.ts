const format = new Intl.NumberFormat('en');

/** Renders the tokens of an answer: `1,204 tokens in · 310 out`. */
export function tokenLine(usage: {
  inputTokens: number;
  outputTokens: number;
}): string {
  return `${format.format(usage.inputTokens)} tokens in · ${format.format(
    usage.outputTokens,
  )} out`;
}
