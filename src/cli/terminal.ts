/** The process as commands see it, so that tests can stand in for it. */
export interface Terminal {
  /** One line of result, on stdout. */
  readonly print: (line: string) => void;
  /** One line for the person or the log, on stderr. */
  readonly warn: (line: string) => void;
  readonly on: (event: string, listener: (argument: unknown) => void) => void;
  readonly off: (event: string, listener: (argument: unknown) => void) => void;
  /** Ends the process at once. */
  readonly exit: (code: number) => void;
}

export const processTerminal: Terminal = {
  print: (line) => process.stdout.write(`${line}\n`),
  warn: (line) => process.stderr.write(`${line}\n`),
  on: (event, listener) => process.on(event, listener),
  off: (event, listener) => process.off(event, listener),
  exit: (code) => process.exit(code),
};
