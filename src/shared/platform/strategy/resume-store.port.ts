import type { Tx } from '../persistence/unit-of-work.port.js';
import type { InstanceState } from '../../pure/strategy/instance.js';

/** A bot that may hold something or have orders: one that ran, was stopping, or was parked, when the program went down. */
export interface Resumed {
  readonly instanceId: string;
  readonly userId: string;
}

const ALIVE: ReadonlySet<InstanceState> = new Set(['running', 'stopping', 'failed']);

/** Whether there is something to prove of a bot in this state. */
export const isAlive = (
  state: InstanceState,
): state is Extract<InstanceState, 'running' | 'stopping' | 'failed'> => ALIVE.has(state);

/** What a restart must know of the bots of one strategy. */
export abstract class ResumeStore {
  /** Bots that are alive, oldest first. */
  abstract alive(): Promise<readonly Resumed[]>;

  /**
   * True while messages from or to the bot are under way: what it knows is not all that happened. Within a transaction it is asked on the
   * connection of that: whoever has one open must not wait for another.
   */
  abstract isBusy(instanceId: string, tx?: Tx): Promise<boolean>;
}
