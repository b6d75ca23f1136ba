import type { FieldRefusal } from '../../pure/refusal.js';
import { err, ok, type Result } from '../../pure/result.js';
import { roles, type Config } from './config.js';
import type { Environ } from './environ.js';
import { crossChecks } from './cross-checks.js';
import { systemFiles, type ConfigFiles } from './config-files.js';
import { nearest } from './nearest.js';
import { productionChecks } from './production-checks.js';
import { foreignVariables, variableList, variables, type Values, type Variable } from './variables.js';

/**
 * Reads the configuration from the environment. Nothing is guessed: a wrong value, an unknown `TB_*` name and a
 * combination that makes no sense are refused, all of them at once, and no refusal shows a secret.
 */
export function readConfig(
  env: Environ,
  files: ConfigFiles = systemFiles,
): Result<Config, readonly FieldRefusal[]> {
  const refusals: FieldRefusal[] = unknownNames(env);
  const given = new Set<string>();
  const entries = Object.entries(variables).map(([key, variable]) => {
    const text = readText(env, variable, files, refusals);
    if (text === undefined) return [key, variable.fallback] as const;
    given.add(variable.name);
    return [key, readValue(variable, text, refusals)] as const;
  });
  const values = Object.fromEntries(entries) as unknown as Values;
  const production = values.environment === 'production';
  refusals.push(...crossChecks(values, env, files));
  if (production) refusals.push(...productionChecks(values, env, files));
  if (refusals.length > 0) return err(onePerField(refusals));
  return ok({
    ...values,
    dataDirGiven: given.has('TB_DATA_DIR'),
    demo: values.demo ?? !production,
    venueProcesses: values.venueProcesses ?? (values.roles.length === roles.length ? 1 : OTHERS_UNKNOWN),
  });
}

/** Who has only some of the roles is not alone, and does not know how many there are: more than nearly everybody starts. */
const OTHERS_UNKNOWN = 4;

function readText(
  env: Environ,
  variable: Variable<unknown>,
  files: ConfigFiles,
  refusals: FieldRefusal[],
): string | undefined {
  const direct = env[variable.name];
  const fileName = `${variable.name}_FILE`;
  const file = variable.secret === undefined ? undefined : env[fileName];
  if (file === undefined) {
    if (direct !== '') return direct;
    if (variable.blank === 'refused')
      refusals.push(
        refuse(variable.name, '', `${variable.parser.allowed}; leave it out for: ${variable.byDefault}`),
      );
    return undefined;
  }
  if (direct !== undefined) {
    refusals.push(refuse(fileName, file, `only one of ${variable.name} and ${fileName}`));
    return undefined;
  }
  const text = files.secret(file)?.text ?? '';
  if (text !== '') return text;
  refusals.push(refuse(fileName, file, 'a readable file, not empty and below 64 KB'));
  return undefined;
}

function readValue(variable: Variable<unknown>, text: string, refusals: FieldRefusal[]): unknown {
  if (variable.secret !== undefined && text === variable.example) {
    refusals.push(
      refuse(variable.name, '(the sample value)', 'a value of your own instead of the sample value'),
    );
    return variable.fallback;
  }
  const value = text.trim() === text ? variable.parser.read(text) : undefined;
  if (value !== undefined) return value;
  const shown = variable.secret === undefined ? text : '(hidden)';
  const spaces = text.trim() === text ? '' : ', without spaces around it';
  refusals.push(refuse(variable.name, shown, variable.parser.allowed + spaces));
  return variable.fallback;
}

function unknownNames(env: Environ): FieldRefusal[] {
  const known = variableList.flatMap(({ name, secret }) =>
    secret === undefined ? [name] : [name, `${name}_FILE`],
  );
  return Object.keys(env)
    .filter((name) => name.startsWith('TB_') && env[name] !== undefined)
    .filter((name) => !known.includes(name) && !foreignVariables.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return refuse(
        name,
        '(not read)',
        meant === null ? 'no such variable' : `no such variable; did you mean ${meant}?`,
      );
    });
}

/** The first refusal of a variable says it; a check across variables adds nothing to a value that was wrong by itself. */
function onePerField(refusals: readonly FieldRefusal[]): readonly FieldRefusal[] {
  return refusals.filter(
    ({ field }, index) => refusals.findIndex((other) => other.field === field) === index,
  );
}

const refuse = (field: string, value: string, allowed: string): FieldRefusal => ({
  field,
  value: value.slice(0, 120),
  allowed,
});
