import { Logger, pino } from 'pino';

/** A logger that writes one JSON object a line to standard output. */
export function createLogger(options: { debug: boolean }): Logger {
  return pino({
    level: options.debug ? 'debug' : 'info',
    base: { function: 'function-zerotouch' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: level => ({ level }) },
    messageKey: 'message',
  });
}

/** A console for the gRPC library, which writes plain lines otherwise. */
export function toConsole(logger: Logger): Partial<Console> {
  const write =
    (level: 'debug' | 'info' | 'error') =>
    (...parts: unknown[]) =>
      logger[level]({ library: 'grpc' }, parts.map(String).join(' '));
  return { debug: write('debug'), info: write('info'), error: write('error') };
}
