import type { FieldRefusal } from '../../pure/refusal.js';
import type { ConfigFiles } from './config-files.js';
import { passwordOf } from './config-secrets.js';
import { isLoopback } from './parsers.js';
import type { Environ } from './environ.js';
import { variables, type Values, type Variable, type VariableKey } from './variables.js';

const MIN_KEY_BYTES = 32;
const MIN_KEY_BITS = 96;

/** What production demands beyond correct values: strong keys, each for one use, in files that others cannot read. */
export function productionChecks(values: Values, env: Environ, files: ConfigFiles): readonly FieldRefusal[] {
  const secrets = Object.entries(variables).flatMap(([key, variable]): readonly Secret[] => {
    const value = values[key as VariableKey];
    const named: Variable<unknown> = variable;
    if (named.secret === undefined) return [];
    return [value]
      .flat()
      .flatMap((one) => (typeof one === 'string' ? [{ variable: named, value: one }] : []));
  });
  return [
    ...secrets.flatMap((secret) => weakness(secret)),
    ...repeated(secrets),
    ...secrets.flatMap(({ variable }) => openFile(`${variable.name}_FILE`, env, files)),
    ...openRedis(values.redisUrl),
  ];
}

interface Secret {
  readonly variable: Variable<unknown>;
  readonly value: string;
}

function weakness({ variable, value }: Secret): readonly FieldRefusal[] {
  if (variable.secret !== 'key') return [];
  if (Buffer.byteLength(value) < MIN_KEY_BYTES)
    return [hidden(variable.name, `at least ${MIN_KEY_BYTES} bytes in production: openssl rand -hex 32`)];
  if (shannonBits(value) < MIN_KEY_BITS || repeatsItself(value))
    return [hidden(variable.name, 'random characters in production: openssl rand -hex 32')];
  return [];
}

/** Of an address the password is the secret. */
function repeated(secrets: readonly Secret[]): readonly FieldRefusal[] {
  const chosen = secrets.flatMap(({ variable, value }) => {
    const secret = variable.secret === 'url' ? passwordOf(value) : value;
    return secret === null ? [] : [{ variable, value: secret }];
  });
  return chosen.flatMap(({ variable, value }, index) => {
    const first = chosen.findIndex((other) => other.value === value);
    return first === index
      ? []
      : [hidden(variable.name, `a value of its own, not that of ${chosen[first]!.variable.name}`)];
  });
}

function openFile(fileName: string, env: Environ, files: ConfigFiles): readonly FieldRefusal[] {
  const file = env[fileName];
  if (file === undefined || files.secret(file)?.worldReadable !== true) return [];
  return [{ field: fileName, value: file, allowed: 'a file that others cannot read: chmod o-r' }];
}

function openRedis(redisUrl: string | null): readonly FieldRefusal[] {
  if (redisUrl === null) return [];
  const { hostname, password } = new URL(redisUrl);
  if (password !== '' || isLoopback(hostname)) return [];
  return [hidden('REDIS_URL', 'a password in the address, because Redis is on another machine')];
}

const hidden = (field: string, allowed: string): FieldRefusal => ({ field, value: '(hidden)', allowed });

/** Most of its runs of three characters stand in it more than once: `0123012301230123…`, which the estimate below takes for random. */
function repeatsItself(text: string): boolean {
  const runs = Array.from({ length: text.length - 2 }, (_, at) => text.slice(at, at + 3));
  return new Set(runs).size < runs.length / 2;
}

/** Shannon's estimate from the frequency of the characters: a bound from above, enough to find `aaaa…` and `change-me`. */
function shannonBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}
