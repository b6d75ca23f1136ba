import { variableList, type Variable } from './variables.js';

const heading = `# Settings of TradingBoost. Copy to .env and remove the # in front of what you change.
# Everything has a default; without any setting the program runs on paper with an embedded database.
# A wrong value, or a TB_ name that does not exist, stops the start with one line per problem.
# Secrets may come from files: NAME_FILE=/run/secrets/name instead of NAME=value. Sample values are refused.
`;

/** The text of `.env.example`. */
export function envExample(): string {
  return [heading, ...variableList.map(explain)].join('\n');
}

function explain(variable: Variable<unknown>): string {
  const { name, about, parser, byDefault, example, blank, secret } = variable;
  return [
    `# ${about}`,
    `# Allowed: ${parser.allowed}.${secret === undefined ? '' : ` Or ${name}_FILE.`}`,
    `# Default: ${byDefault}. Empty: ${blank === 'unset' ? 'the default' : 'refused'}.`,
    `#${name}=${example}`,
    '',
  ].join('\n');
}
