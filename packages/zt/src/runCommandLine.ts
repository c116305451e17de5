import { parseArgs } from 'node:util';
import {
  Command,
  CommandCall,
  Surroundings,
  exitCodes,
} from './commands/Command';
import { commands } from './commands/commands';
import { renderCommandHelp, renderHelp } from './commands/renderHelp';
import { findRoot } from './tree/findRoot';
import { UsageError } from './UsageError';

/** What the command line runs with. */
export interface CommandLineOptions extends Surroundings {
  /** Arguments after the name of the program. */
  args: string[];
}

/**
 * Runs one command; it never throws.
 *
 * @returns The exit code: 0 nothing is wrong, 1 something was found, 2 called wrongly, 3 failed.
 */
export async function runCommandLine(
  options: CommandLineOptions,
): Promise<number> {
  const { args, err } = options;
  try {
    return await dispatch(args, options);
  } catch (error) {
    if (error instanceof UsageError) {
      err(`${error.message}\nzt help says how the commands are called.`);
      return exitCodes.usage;
    }
    err(
      `zt failed, which is a defect: ${
        error instanceof Error ? error.stack ?? error.message : String(error)
      }`,
    );
    return exitCodes.failed;
  }
}

async function dispatch(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    surroundings.err(renderHelp());
    return exitCodes.usage;
  }
  if (name === 'help' || name === '--help' || name === '-h') {
    surroundings.out(
      rest[0] === undefined
        ? renderHelp()
        : renderCommandHelp(findCommand(rest[0])),
    );
    return exitCodes.ok;
  }
  const command = findCommand(name);
  const parsed = parse(command, rest);
  if (parsed === 'help') {
    surroundings.out(renderCommandHelp(command));
    return exitCodes.ok;
  }
  const { root, ...call } = parsed;
  return command.run(
    { ...call, root: findRoot(surroundings.cwd, root) },
    surroundings,
  );
}

function findCommand(name: string): Command {
  const command = commands.find(candidate => candidate.name === name);
  if (!command) {
    throw new UsageError(
      `There is no command "${name}"; the commands are ${commands
        .map(candidate => candidate.name)
        .join(', ')} and help.`,
    );
  }
  return command;
}

function parse(
  command: Command,
  args: string[],
): 'help' | (Omit<CommandCall, 'root'> & { root?: string }) {
  const { values, positionals } = parseOrRefuse(command, args);
  if (values.help === true) {
    return 'help';
  }
  const value = (option: string) => {
    const given = values[option];
    return typeof given === 'string' ? given : undefined;
  };
  return {
    paths: positionals,
    json: values.json === true,
    root: value('root'),
    flag: option => values[option] === true,
    value,
  };
}

function parseOrRefuse(
  command: Command,
  args: string[],
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        root: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        ...Object.fromEntries(
          Object.entries(command.options).map(([name, { type }]) => [
            name,
            { type },
          ]),
        ),
      },
    });
  } catch (error) {
    const { code, message } = Object(error);
    if (String(code).startsWith('ERR_PARSE_ARGS')) {
      throw new UsageError(`zt ${command.name}: ${message}`, { cause: error });
    }
    throw error;
  }
}
