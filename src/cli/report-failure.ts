import { StartupFailure } from '../shared/platform/startup-failure.js';
import type { ExitCode } from './command.js';
import type { Terminal } from './terminal.js';
import { WrongInput } from './wrong-input.js';

/**
 * Tells a person why a command ended and answers its exit code. What a person can mend is one sentence; anything else is
 * a fault of the program: its stack goes to the log, secrets masked, and the sentence says where to look.
 */
export async function reportFailure(error: unknown, terminal: Terminal): Promise<ExitCode> {
  if (error instanceof StartupFailure || error instanceof WrongInput) {
    terminal.warn(error.message);
    return error.exitCode;
  }
  const [{ PinoLogger }, { sanitiseText }] = await Promise.all([
    import('../shared/platform/telemetry/pino-logger.js'),
    import('../shared/platform/telemetry/sanitise.js'),
  ]);
  const sink = {
    write: (line: string) => {
      terminal.warn(line.trimEnd());
    },
  };
  PinoLogger.to(sink, 'error').fatal('unexpected failure', { err: error }, 'CommandLine');
  const reason = sanitiseText(error instanceof Error ? error.message : String(error)).split('\n')[0]!;
  terminal.warn(
    `TradingBoost stopped because of an unexpected error: ${reason}. The log line above, on stderr, tells more.`,
  );
  return 1;
}
