import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Preferences } from '../../domain/index.js';

/** A way to reach a person beside the list. */
export interface Channel {
  readonly kind: 'telegram';
  readonly state: 'active' | 'blocked';
  readonly changedAt: EpochMs;
}

/** With the version that rises with every choice; 0 before the first. */
export interface VersionedPreferences extends Preferences {
  readonly version: number;
}

export interface Choice {
  readonly userId: string;
  readonly preferences: Preferences;
  /** The version that the person has seen; null where it does not matter. */
  readonly ifVersion: number | null;
}

/** How people can be reached, and what they want to be told there. Times are those of the database. */
export abstract class ChannelStore {
  /** Opens the channel, or opens it again, at this address; whoever had the address before has it no more. */
  abstract open(tx: Tx, userId: string, address: string): Promise<void>;

  /** Nobody is reached there any more; what waits for the channel is dead. */
  abstract close(tx: Tx, userId: string): Promise<void>;

  /**
   * These messages found the door shut. What waits for the channel is dead; false when it was not active. Nothing changes when the person
   * was given an answer after them: whoever speaks to the bot has opened the door again, and whoever has shut it since is found out by the
   * next message. No clock says which was first, as the process may have slept.
   */
  abstract block(tx: Tx, userId: string, refused: readonly string[]): Promise<boolean>;

  /** Opens the channel again if it was blocked. */
  abstract reopen(tx: Tx, userId: string): Promise<void>;

  /** Whose channel has this address; null for nobody's. */
  abstract ownerOf(address: string): Promise<string | null>;

  abstract list(userId: string): Promise<readonly Channel[]>;

  /** The defaults for a person who has chosen nothing. */
  abstract preferences(userId: string): Promise<VersionedPreferences>;

  /**
   * What waits is looked at again with the new preferences. False, and nothing is chosen, when `ifVersion` is given and not
   * the version there is.
   */
  abstract choose(tx: Tx, choice: Choice): Promise<boolean>;
}
