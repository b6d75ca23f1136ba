import {
  RewrapCredentials,
  type Rewrapped,
} from '../modules/exchange/contracts/commands/rewrap-credentials.command.js';
import type { Bus } from '../shared/platform/bus/bus.port.js';

/** Many secrets take a while, and nobody else waits. */
const ASK = { timeoutMs: 600_000 } as const;

/** Has every module that keeps secrets seal them by the present master key. */
export const rewrapSecrets = (bus: Bus): Promise<Rewrapped> => bus.ask(new RewrapCredentials({}), ASK);
