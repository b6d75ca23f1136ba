import type { Terminal } from './terminal.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** npm passes a Ctrl-C on to a program that the terminal told already: what comes this close is the same wish. */
const SAME_WISH_MS = 1000;

export interface StopRequests {
  /** Settles when a person or a supervisor asks the program to stop. */
  readonly asked: Promise<void>;
  /** Leaves signals to Node again. */
  readonly dispose: () => void;
}

/** Turns the first signal into a request to stop; a later one means that the person will not wait, and ends the process. */
export function stopRequests(terminal: Terminal, now: () => number = () => performance.now()): StopRequests {
  let firstAt: number | null = null;
  let tell: () => void;
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const onSignal = (): void => {
    if (firstAt === null) {
      firstAt = now();
      tell();
    } else if (now() - firstAt > SAME_WISH_MS) {
      terminal.exit(1);
    }
  };
  for (const signal of SIGNALS) terminal.on(signal, onSignal);
  return {
    asked,
    dispose: () => {
      for (const signal of SIGNALS) terminal.off(signal, onSignal);
    },
  };
}
