import { StartupFailure } from '../startup-failure.js';
import type { Config } from './config.js';
import { formatConfigRefusals } from './format-refusals.js';
import type { Environ } from './environ.js';
import { readConfig } from './read-config.js';

/** The environment is wrong: every problem on a line of its own. */
export class ConfigRefused extends StartupFailure {
  override readonly exitCode = 2;
}

/** The configuration. @throws ConfigRefused with all problems at once. */
export function loadConfig(env: Environ): Config {
  const config = readConfig(env);
  if (config.ok) return config.value;
  throw new ConfigRefused('config-refused', formatConfigRefusals(config.error));
}
