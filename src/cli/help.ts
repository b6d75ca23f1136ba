import type { Command, Option } from './command.js';

const GAP = 3;

/** The help text of the whole program. */
export function programHelp(commands: readonly Command[]): string {
  return [
    'TradingBoost: a self-hosted trading platform that starts on paper.',
    '',
    'Usage: tradingboost <command> [options]',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Options:',
    ...columns([
      ['--help', 'This text; after a command, the text of that command.'],
      ['--version', 'The version of the program.'],
    ]),
    '',
    'Settings come from environment variables or a .env file; .env.example explains each of them.',
    'Exit codes: 0 done; 1 failed while running; 2 the input is wrong.',
  ].join('\n');
}

/** The help text of one command. */
export function commandHelp(command: Command): string {
  const { name, summary, description, takes, options, examples, variables } = command;
  const usage = ['tradingboost', name, takes, '[options]'].filter((part) => part !== undefined).join(' ');
  const rows = Object.entries(options).map(([option, about]) => [spelling(option, about), about.summary]);
  return [
    summary,
    '',
    `Usage: ${usage}`,
    '',
    ...description,
    '',
    'Options:',
    ...columns([...rows, ['--help', 'This text.']]),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
    'Environment (all variables are explained in .env.example):',
    `  ${variables.join(' ')}`,
  ].join('\n');
}

function spelling(name: string, { type, placeholder = 'VALUE', withoutValue }: Option): string {
  if (type === 'boolean') return `--${name}`;
  return withoutValue === undefined ? `--${name} ${placeholder}` : `--${name} [${placeholder}]`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left!.length)) + GAP;
  return rows.map(([left, right]) => `  ${left!.padEnd(width)}${right!}`);
}
