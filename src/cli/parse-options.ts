import { parseArgs } from 'node:util';
import { nearest } from '../shared/platform/config/nearest.js';
import type { Command, Options, Values } from './command.js';
import { WrongInput } from './wrong-input.js';

export interface Parsed {
  readonly values: Values<Options>;
  readonly words: readonly string[];
}

/** @throws WrongInput with one line when the arguments do not fit the command. */
export function parseOptions(command: Command, args: readonly string[]): Parsed {
  const { options } = command;
  const spelled = spellOut(args, options);
  try {
    const { values, positionals } = parseArgs({
      args: spelled,
      options: { ...options },
      allowPositionals: command.takes !== undefined,
      strict: true,
    });
    return { values: values as Values<Options>, words: positionals };
  } catch (error) {
    throw new WrongInput(
      `${firstSentence(error)}${suggestion(spelled, options)} See "tradingboost ${command.name} --help".`,
    );
  }
}

/** Gives options that may stand alone the value that means so: `--json` becomes `--json=-`. */
function spellOut(args: readonly string[], options: Options): string[] {
  const spelled: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index]!;
    if (word === '--') return [...spelled, ...args.slice(index)];
    const alone = word.startsWith('--') ? optionNamed(word.slice(2), options)?.withoutValue : undefined;
    if (alone === undefined) {
      spelled.push(word);
      continue;
    }
    const next = args[index + 1];
    const given = next !== undefined && (next === '-' || !next.startsWith('-'));
    spelled.push(`${word}=${given ? next : alone}`);
    if (given) index += 1;
  }
  return spelled;
}

function optionNamed(name: string, options: Options): Options[string] | undefined {
  return Object.hasOwn(options, name) ? options[name] : undefined;
}

function suggestion(args: readonly string[], options: Options): string {
  for (const word of args) {
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name === undefined || Object.hasOwn(options, name)) continue;
    const meant = nearest(name, Object.keys(options));
    return meant === null ? '' : ` Did you mean --${meant}?`;
  }
  return '';
}

/** Node explains at length; the first sentence says it. */
function firstSentence(error: unknown): string {
  const sentence = (error as Error).message.split(/\.\s|\n/)[0]!.replace(/\.$/, '');
  return `${sentence}.`;
}
