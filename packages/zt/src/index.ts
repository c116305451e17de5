/**
 * The command line over the legos: validate, preview and render the platform repository.
 *
 * @packageDocumentation
 */
export { runCommandLine, type CommandLineOptions } from './runCommandLine';
