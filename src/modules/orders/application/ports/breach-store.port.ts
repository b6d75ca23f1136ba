import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';

/** A bot as far as people are told where it trades. */
export interface BotPlace {
  readonly userId: string;
  readonly accountId: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  readonly venue: string;
  readonly symbol: string;
}

/** Breaches that are known, so that each is acted on once. */
export abstract class BreachStore {
  /** Makes these the known breaches of the module; answers those that were not known. */
  abstract begun(tx: Tx, module: string, breaches: readonly string[]): Promise<ReadonlySet<string>>;

  /** Where a bot trades, by its newest order; null when it never had one. */
  abstract placeOf(tx: Tx, instanceId: string): Promise<BotPlace | null>;
}
