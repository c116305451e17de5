import { Command } from './Command';
import { explainCommand } from './explain';
import { generateCommand } from './generate';
import { moveCommand } from './move';
import { previewCommand } from './preview';
import { proposeCommand } from './propose';
import { renderCommand } from './render';
import { validateCommand } from './validate';

/** Every command, in the order of the help. */
export const commands: Command[] = [
  validateCommand,
  previewCommand,
  proposeCommand,
  renderCommand,
  generateCommand,
  explainCommand,
  moveCommand,
];
