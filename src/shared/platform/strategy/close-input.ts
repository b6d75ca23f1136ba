import type { Price } from '../../pure/market/scale.js';
import type { AccountFacts, CandleClosedInput } from '../../pure/strategy/input.js';
import type { EpochMs } from '../../pure/time/epoch.js';

type Draft = { -readonly [Member in keyof CandleClosedInput]: CandleClosedInput[Member] };

/**
 * The input of a close, filled in again and again for one group of bots after the other. Whoever wants to keep what it says
 * copies it: one object that is always at hand is read faster than thousands that lie anywhere.
 */
export class CloseInput {
  readonly values: Record<string, number | null> = {};
  private readonly allowed: Draft;
  private readonly halted: Draft;

  /** @param account what stands where the facts of the account would be. */
  constructor(
    readonly names: readonly string[],
    account: AccountFacts,
  ) {
    const { values } = this;
    const nothing = { open: 0 as EpochMs, close: 0 as Price, values, account };
    this.allowed = { kind: 'candle-closed', ...nothing, tradingAllowed: true };
    this.halted = { kind: 'candle-closed', ...nothing, tradingAllowed: false };
  }

  /** The values are filled in by whoever knows them. */
  at(open: EpochMs, close: Price): void {
    const { allowed, halted } = this;
    allowed.open = halted.open = open;
    allowed.close = halted.close = close;
  }

  of(isHalted: boolean): CandleClosedInput {
    return isHalted ? this.halted : this.allowed;
  }
}
