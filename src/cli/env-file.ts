import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { WrongInput } from './wrong-input.js';

/**
 * The environment completed from a file of `NAME=value` lines; what the real environment says wins.
 * @throws WrongInput when the file is there and cannot be read.
 */
export function withEnvFile(env: NodeJS.ProcessEnv, path: string): NodeJS.ProcessEnv {
  try {
    return { ...parseEnv(readFileSync(path, 'utf8')), ...env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return env;
    throw new WrongInput(`${path} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}
