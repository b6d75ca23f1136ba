import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nearest } from '../shared/platform/config/nearest.js';
import type { Command, ExitCode } from './command.js';
import { commands } from './commands.js';
import { guardAgainstCrashes } from './crash-guard.js';
import { withEnvFile } from './env-file.js';
import { commandHelp, programHelp } from './help.js';
import { parseOptions } from './parse-options.js';
import { loadProgram, type Program } from './program.js';
import { reportFailure } from './report-failure.js';
import { processTerminal, type Terminal } from './terminal.js';
import { WrongInput } from './wrong-input.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** What the command line touches; tests hand in their own. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  readonly program: () => Promise<Program>;
  readonly envFile: string;
}

const real: Surroundings = {
  terminal: processTerminal,
  env: process.env,
  program: loadProgram,
  envFile: `${PROJECT}/.env`,
};

/** Runs one command and answers its exit code. Never throws. */
export async function main(
  args: readonly string[],
  { terminal, env, program, envFile }: Surroundings = real,
): Promise<ExitCode> {
  const release = guardAgainstCrashes(terminal);
  try {
    const [first] = args;
    if (first === undefined) throw new WrongInput(programHelp(commands));
    if (first === '--version') return answer(terminal, version());
    if (first === '--help' || first === '-h') return answer(terminal, programHelp(commands));
    const { command, rest } = findCommand(args);
    if (asksForHelp(rest)) return answer(terminal, commandHelp(command));
    const { values, words } = parseOptions(command, rest);
    return await command.run({ values, words, env: withEnvFile(env, envFile), terminal, program });
  } catch (error) {
    return await reportFailure(error, terminal);
  } finally {
    release();
  }
}

/** Takes the longest name that the first words spell: `candles import` before `candles`. */
function findCommand(args: readonly string[]): { command: Command; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const name = args.slice(0, length).join(' ');
    const command = commands.find((candidate) => candidate.name === name);
    if (command !== undefined) return { command, rest: args.slice(name.split(' ').length) };
  }
  const given = args[0]!;
  const kind = given.startsWith('-') ? 'option' : 'command';
  const meant =
    kind === 'command'
      ? nearest(
          given,
          commands.map(({ name }) => name),
        )
      : null;
  const hint = meant === null ? '' : ` Did you mean "${meant}"?`;
  throw new WrongInput(`Unknown ${kind} "${given}".${hint} See "tradingboost --help".`);
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((word) => word === '--help' || word === '-h');
}

function answer(terminal: Terminal, text: string): ExitCode {
  terminal.print(text);
  return 0;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(`${PROJECT}/package.json`, 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}
