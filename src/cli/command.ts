import type { Program } from './program.js';
import type { Terminal } from './terminal.js';

/** What the program answers to the shell: 0 done; 1 failed while running; 2 the input is wrong. */
export type ExitCode = 0 | 1 | 2;

export interface Option {
  readonly type: 'string' | 'boolean';
  /** May be given more than once; its value is then a list. */
  readonly multiple?: boolean;
  /** Stands for the value in the help text: `FILE`. */
  readonly placeholder?: string;
  /** What the option means without a value; such an option takes the next word only if it does not look like an option. */
  readonly withoutValue?: string;
  readonly summary: string;
}

export type Options = Readonly<Record<string, Option>>;

/** The values of a table of options, as they were given. */
export type Values<Table extends Options> = {
  readonly [Name in keyof Table]?: Table[Name]['type'] extends 'boolean'
    ? boolean
    : Table[Name]['multiple'] extends true
      ? readonly string[]
      : string;
};

export interface Invocation<Table extends Options = Options> {
  readonly values: Values<Table>;
  /** The words that are no options; empty unless the command says what it `takes`. */
  readonly words: readonly string[];
  /** The environment, completed from the project's .env file. */
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  /** Loads the program itself, which takes a while; help and mistakes are answered without it. */
  readonly program: () => Promise<Program>;
}

/** One command of the program: everything the help text, the parser and the dispatcher need to know of it. */
export interface Command<Table extends Options = Options> {
  /** As typed; two words where one noun has several verbs: `candles import`. */
  readonly name: string;
  readonly summary: string;
  /** What a person should know before using it: lines of plain text. */
  readonly description: readonly string[];
  /** The words it takes beside options, as shown in the help text: `FILE`. */
  readonly takes?: string;
  readonly options: Table;
  readonly examples: readonly string[];
  /** Environment variables that matter most to it; all of them are explained in .env.example. */
  readonly variables: readonly string[];
  readonly run: (invocation: Invocation<Table>) => Promise<ExitCode>;
}

/** Keeps the values of `options` typed inside `run`, and hides them from the table of commands. */
export function defineCommand<const Table extends Options>(command: Command<Table>): Command {
  return command as unknown as Command;
}
