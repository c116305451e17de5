import { YAMLParseError, parseDocument } from 'yaml';

/** Longest text that is parsed, in characters; longer than any claim, short enough to stay quick on every key. */
export const MAX_YAML_LENGTH = 200_000;
const MAX_ALIASES = 20;

/** A parsed value, or why there is none. */
export type ParsedYaml =
  | { result: 'ok'; value: unknown }
  | { result: 'refused'; message: string };

/** Parses what somebody types; broken, endless and exploding texts end in a sentence with the line. */
export function parseYaml(text: string): ParsedYaml {
  if (text.length > MAX_YAML_LENGTH) {
    return {
      result: 'refused',
      message: `The text has ${text.length} characters; at most ${MAX_YAML_LENGTH} make sense.`,
    };
  }
  try {
    const document = parseDocument(text, { logLevel: 'silent' });
    const [error] = document.errors;
    if (error) {
      return { result: 'refused', message: describe(error) };
    }
    return {
      result: 'ok',
      value: document.toJS({ maxAliasCount: MAX_ALIASES }),
    };
  } catch (error) {
    return {
      result: 'refused',
      message:
        error instanceof ReferenceError
          ? 'The aliases expand to too much, or name no anchor; write the values out.'
          : `The text cannot be read: ${
              error instanceof Error ? error.message : String(error)
            }`,
    };
  }
}

function describe(error: YAMLParseError): string {
  const [first] = error.message.split('\n');
  const line = error.linePos?.[0].line;
  const reason = first.replace(/ at line \d+, column \d+:?$/, '');
  return line === undefined ? `${reason}.` : `Line ${line}: ${reason}.`;
}
