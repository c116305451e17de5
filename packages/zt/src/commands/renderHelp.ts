import { checks } from '../checks/checks';
import { Command } from './Command';
import { commands } from './commands';

const EXIT_CODES = `Exit codes:
  0  nothing is wrong
  1  an error was found, or with --fail-on-skip something could not be checked
  2  the command was called wrongly: an unknown command, option, path or revision
  3  the command itself failed`;

const COMMON = `  --json         print the result as JSON
  --root DIR     the platform repository; without it, the nearest folder above with platform/cluster.yaml
  --help         show this text`;

/** The text of `zt help`. */
export function renderHelp(): string {
  return `zt checks, previews and renders the platform repository.

Usage: npm run zt -- COMMAND [OPTION…]
  With --json use npm run --silent zt -- COMMAND, so that npm prints nothing of its own.

Commands:
${commands
  .map(
    ({ name, usage, summary }) =>
      `  zt ${`${name} ${usage}`.trim()}\n      ${summary}`,
  )
  .join('\n')}
  zt help [COMMAND]
      Shows this text, or the options of one command.

Options of all commands:
${COMMON}

${EXIT_CODES}`;
}

/** The text of `zt help COMMAND`. */
export function renderCommandHelp(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, { placeholder, help }]) =>
      `  --${name}${placeholder ? ` ${placeholder}` : ''}\n      ${help}`,
  );
  const rules =
    command.name === 'validate'
      ? `\n\nRules:\n${checks
          .map(({ id, promise }) => `  ${id}\n      ${promise}`)
          .join('\n')}`
      : '';
  return `zt ${`${command.name} ${command.usage}`.trim()}
${command.summary}

Options:
${[...options, COMMON].join('\n')}

${EXIT_CODES}${rules}`;
}
