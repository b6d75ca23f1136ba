import type { ExitCode } from './command.js';
import type { RunningProgram } from '../program/start-program.js';
import { stopRequests } from './stop-requests.js';
import type { Terminal } from './terminal.js';

/** Supervisors kill after ten seconds; what was begun is finished or left to the next start before that. */
export const STOP_WITHIN_MS = 8000;

/**
 * Waits for the program to start, then for a wish to stop or for its own end. A wish during the start counts as soon as
 * there is something to stop. Answers 1 when stopping takes longer than a supervisor waits.
 */
export async function runUntilStopped(
  terminal: Terminal,
  starting: Promise<RunningProgram>,
  onRunning: (program: RunningProgram) => void,
  stopWithinMs = STOP_WITHIN_MS,
): Promise<ExitCode> {
  const requests = stopRequests(terminal);
  const late = deadline(requests.asked, stopWithinMs);
  try {
    const outcome = await Promise.race([runAndStop(requests.asked, starting, onRunning), late.passed]);
    if (outcome === 'late') {
      terminal.warn(
        `TradingBoost did not stop within ${stopWithinMs / 1000} s and is ended; the next start finishes its work.`,
      );
      return 1;
    }
    return 0;
  } finally {
    late.cancel();
    requests.dispose();
  }
}

async function runAndStop(
  asked: Promise<void>,
  starting: Promise<RunningProgram>,
  onRunning: (program: RunningProgram) => void,
): Promise<'stopped'> {
  const program = await starting;
  onRunning(program);
  const wish = await Promise.race([
    asked.then(() => 'asked' as const),
    program.stopped.then(() => 'ended' as const),
  ]);
  if (wish === 'asked') await program.stop();
  return 'stopped';
}

/** Passes `ms` after the first wish to stop. */
function deadline(asked: Promise<void>, ms: number): { passed: Promise<'late'>; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<'late'>((resolve) => {
    void asked.then(() => {
      timer = setTimeout(() => {
        resolve('late');
      }, ms);
    });
  });
  return {
    passed,
    cancel: () => {
      clearTimeout(timer);
    },
  };
}
