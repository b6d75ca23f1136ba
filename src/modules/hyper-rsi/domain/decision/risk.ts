import { notional } from '../../../../shared/pure/market/scale.js';
import { money, MONEY_SCALE } from '../../../../shared/pure/numbers/money.js';
import { pow10 } from '../../../../shared/pure/numbers/decimal.js';
import type { AccountFacts } from '../../../../shared/pure/strategy/input.js';
import { takerFee } from '../market.js';
import type { Plan } from '../plan.js';
import { costOf } from '../position.js';
import { unresolvedLots, type Cycle, type HedgeLeg } from '../state.js';

/** Decimals in which average x lots and money are both exact. */
const RISK_DECIMALS = 30;
const PER_MONEY = pow10(RISK_DECIMALS - MONEY_SCALE);

/** What an entry would need against what there is, in units of 10^-30 quote; null = the account did not say. */
export interface Risk {
  readonly notional: bigint;
  /** Margin plus taker fee (perpetual), or price plus fee (spot), times the leverage. */
  readonly needed: bigint;
  readonly available: bigint | null;
  readonly passed: boolean;
}

/**
 * The cap of the cycle (size held x average + new size x close) and the margin check of matching, both with the decision
 * close. Entries that may still fill count at their full size, at this close. A hedge needs its margin too, but is no part
 * of the cap: that is for the main side.
 */
export function riskOf(
  { market, cap, settings }: Plan,
  cycle: Cycle | null,
  hedge: HedgeLeg | null,
  close: number,
  lots: number,
  account: AccountFacts,
): Risk {
  const held = cycle === null ? 0n : costOf(market, cycle);
  const waiting = cycle === null ? 0 : unresolvedLots(cycle);
  const value = notional(market.scale, close, lots + waiting) * PER_MONEY;
  const fee = takerFee(market, notional(market.scale, close, lots)) * PER_MONEY;
  const leverage = BigInt(settings.leverage);
  const funds = market.spot ? account.cash : account.equity;
  const tied = hedge === null ? 0n : costOf(market, hedge);
  const needed = market.spot ? value + fee : held + tied + value + fee * leverage;
  const available = funds === null ? null : money(funds) * PER_MONEY * (market.spot ? 1n : leverage);
  const withinCap = cap !== null && held + value <= cap * PER_MONEY;
  return {
    notional: held + value,
    needed,
    available,
    passed: withinCap && available !== null && needed <= available,
  };
}

/** For people: units of 10^-30 as a decimal of money. */
export const inMoney = (amount: bigint): bigint => amount / PER_MONEY;
