import { writeFileSync } from 'node:fs';
import type { Option } from './command.js';
import type { Terminal } from './terminal.js';
import { WrongInput } from './wrong-input.js';

const STDOUT = '-';

/** The option every command with a result has. */
export const jsonOption = {
  type: 'string',
  placeholder: 'FILE',
  withoutValue: STDOUT,
  summary: 'Write the result as JSON to FILE, or to stdout, which then holds nothing else.',
} as const satisfies Option;

/** Where lines for people go: stdout, or stderr when stdout belongs to the JSON. */
export function printer(terminal: Terminal, json: string | undefined): (line: string) => void {
  return json === STDOUT ? terminal.warn : terminal.print;
}

/** Writes a result where `--json` asked for it; nothing when it did not ask. */
export function writeJson(terminal: Terminal, json: string | undefined, result: unknown): void {
  if (json === undefined) return;
  const text = JSON.stringify(result, null, 2);
  if (json === STDOUT) {
    terminal.print(text);
    return;
  }
  try {
    writeFileSync(json, `${text}\n`);
  } catch (error) {
    throw new WrongInput(
      `--json: ${json} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
      { cause: error },
    );
  }
}
