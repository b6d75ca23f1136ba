import { reportFailure } from './report-failure.js';
import type { Terminal } from './terminal.js';

const CRASHES = ['uncaughtException', 'unhandledRejection'] as const;

/** After an error that nobody caught, nothing the process holds can be trusted: it is logged and the process ends with 1. */
export function guardAgainstCrashes(terminal: Terminal): () => void {
  const onCrash = (error: unknown): void => {
    void reportFailure(error, terminal).finally(() => {
      terminal.exit(1);
    });
  };
  for (const crash of CRASHES) terminal.on(crash, onCrash);
  return () => {
    for (const crash of CRASHES) terminal.off(crash, onCrash);
  };
}
