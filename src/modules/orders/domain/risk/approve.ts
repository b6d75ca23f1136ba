import { formatMoney, type Money } from '../../../../shared/pure/numbers/money.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { WireOrder } from '../../../../shared/pure/strategy/wire-order.js';
import { addedSize, grossSize, referencePrice, unitsOfText, valueOf, type Holdings } from '../exposure.js';
import type { RiskLimits } from './limits.js';

declare const approval: unique symbol;

/**
 * An order that may be stored to be sent. Only `approve` can make one: the brand has no name outside this file, and what
 * stores intents takes nothing else.
 */
export interface ApprovedOrder {
  readonly [approval]: true;
  readonly order: WireOrder;
  /** Value by which it may add to the position; 0 for an exit. */
  readonly exposure: Money;
}

/** Refused by us, with the numbers that caused it as decimal texts. */
export interface Denial {
  readonly code:
    | 'no-gate'
    | 'gate-moved'
    | 'gate-closed'
    | 'kill-switch'
    | 'daily-loss'
    | 'drawdown'
    | 'max-orders'
    | 'books-broken'
    | 'key-refused'
    | LaneHalt
    | 'instance-daily-loss'
    | 'instance-drawdown'
    | 'instance-books-broken'
    | 'instance-unprotected'
    | 'instance-liquidated'
    | 'instance-repairs'
    | 'cooldown'
    | 'unresolved-order'
    | 'price-out-of-band'
    | 'leverage-above-limit'
    | 'order-above-limit'
    | 'position-above-limit'
    | 'account-above-limit'
    | 'not-enough-free'
    | 'cannot-be-valued';
  readonly details: Readonly<Record<string, string>>;
}

/** Whether the instance may trade, and in which epoch. */
export interface Gate {
  readonly epoch: number;
  readonly open: boolean;
}

/**
 * `books-broken`: the auditor has found that what must hold of its rows does not. `key-refused`: the venue does not accept the
 * key of the account any more.
 */
export type AccountHalt = 'daily-loss' | 'drawdown' | 'max-orders' | 'books-broken' | 'key-refused';

/**
 * `position-differs`: the venue shows something else than our books, which may still be explained. `position-adjusted`: it could
 * not be, and our books were adjusted; a person has to look.
 */
export type LaneHalt = 'position-differs' | 'position-adjusted';

export interface InstanceRisk {
  readonly halt: 'daily-loss' | 'drawdown' | 'books-broken' | 'unprotected' | 'liquidated' | 'repairs' | null;
  /** Market time until which it rests; null when it does not. */
  readonly cooldownUntil: EpochMs | null;
}

/** Everything that an approval depends on. */
export interface RiskFacts extends Holdings {
  readonly limits: RiskLimits;
  /** The user's kill switch is on. */
  readonly halted: boolean;
  /** Why the account has been halted; null when it has not. */
  readonly accountHalt: AccountHalt | null;
  /** Why nothing that adds is taken for this account and symbol; null when it is. */
  readonly laneHalt: LaneHalt | null;
  /** What holds back the instance alone. */
  readonly instance: InstanceRisk;
  /** Orders of the account and symbol of which a person has to find out what became of them. */
  readonly undecided: number;
  /** Value of what the account holds and wants of other instruments quoted alike, what is unresolved at its full size. */
  readonly elsewhere: Money;
  /** Orders of the day that add. */
  readonly ordersToday: number;
  /** Value of everything that waits to add to the position, what is unresolved at its full size. */
  readonly waitingExposure: Money;
}

export interface Wish {
  readonly symbol: string;
  readonly order: WireOrder;
  /** Last known price, plain decimal. */
  readonly markPrice: string;
  /** Leverage in force; null where it is not known, for an order that a person makes. */
  readonly leverage: number | null;
  /** Market time. */
  readonly at: EpochMs;
  /** Null for an order that a person makes: there is no instance that could have been stopped. */
  readonly gate: { readonly wanted: number; readonly is: Gate | null } | null;
}

/**
 * The one place where an order is approved. What cannot make the position larger is held by nothing but the gate of a newer
 * epoch: stops, take-profits and closes pass a closed gate, every limit and the kill switch.
 */
export function approve(wish: Wish, facts: RiskFacts): Result<ApprovedOrder, Denial> {
  const atGate = gateDenial(wish);
  if (atGate !== null) return err(atGate);
  let added: Money;
  let exposure: Money;
  try {
    added = addedSize(wish.symbol, wish.order, facts);
    exposure = added === 0n ? added : valueOf(added, referencePrice(wish.order, wish.markPrice));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return err({ code: 'cannot-be-valued', details: { because: error.message } });
  }
  const denied =
    added === 0n
      ? null
      : (closedDenial(wish) ??
        haltDenial(facts) ??
        instanceDenial(wish, facts) ??
        bandDenial(wish, facts) ??
        capDenial(wish, facts, exposure));
  return denied === null ? ok({ order: wish.order, exposure } as ApprovedOrder) : err(denied);
}

function gateDenial({ gate }: Wish): Denial | null {
  if (gate === null) return null;
  if (gate.is === null) return { code: 'no-gate', details: {} };
  if (gate.is.epoch === gate.wanted) return null;
  return { code: 'gate-moved', details: { epoch: String(gate.wanted), gate: String(gate.is.epoch) } };
}

const closedDenial = ({ gate }: Wish): Denial | null =>
  gate?.is?.open === false ? { code: 'gate-closed', details: { epoch: String(gate.wanted) } } : null;

function haltDenial({ halted, accountHalt, laneHalt, undecided }: RiskFacts): Denial | null {
  if (halted) return { code: 'kill-switch', details: {} };
  const code = accountHalt ?? laneHalt;
  if (code !== null) return { code, details: {} };
  return undecided === 0 ? null : { code: 'unresolved-order', details: { orders: String(undecided) } };
}

function instanceDenial({ at }: Wish, { instance: { halt, cooldownUntil } }: RiskFacts): Denial | null {
  if (halt !== null) return { code: `instance-${halt}`, details: {} };
  if (cooldownUntil === null || at >= cooldownUntil) return null;
  return { code: 'cooldown', details: { until: new Date(cooldownUntil).toISOString() } };
}

/**
 * A limit that lies far through the last price would be filled at nearly any price: a slip of the finger, or of a feed. One on
 * the waiting side may be as far away as it likes.
 */
function bandDenial({ order, markPrice }: Wish, { limits }: RiskFacts): Denial | null {
  if (order.type !== 'limit') return null;
  const mark = unitsOfText(markPrice);
  const price = unitsOfText(order.price);
  const through = order.side === 'buy' ? price - mark : mark - price;
  if (through * 100n <= mark * BigInt(limits.maxPriceDeviationPercent)) return null;
  return {
    code: 'price-out-of-band',
    details: { price: order.price, markPrice, limit: `${limits.maxPriceDeviationPercent}%` },
  };
}

function capDenial({ leverage, markPrice, symbol }: Wish, facts: RiskFacts, exposure: Money): Denial | null {
  const { limits, waitingExposure, ordersToday, elsewhere } = facts;
  if (leverage !== null && leverage > limits.maxLeverage)
    return above('leverage-above-limit', String(leverage), String(limits.maxLeverage));
  if (exposure > limits.maxOrderNotional)
    return above('order-above-limit', formatMoney(exposure), formatMoney(limits.maxOrderNotional));
  const held = valueOf(grossSize(facts), unitsOfText(markPrice));
  const whole = held + waitingExposure + exposure;
  if (whole > limits.maxPositionNotional) {
    return {
      code: 'position-above-limit',
      details: {
        symbol,
        value: formatMoney(whole),
        limit: formatMoney(limits.maxPositionNotional),
        held: formatMoney(held),
        waiting: formatMoney(waitingExposure),
        order: formatMoney(exposure),
      },
    };
  }
  const account = whole + elsewhere;
  if (account > limits.maxAccountNotional) {
    return {
      code: 'account-above-limit',
      details: {
        value: formatMoney(account),
        limit: formatMoney(limits.maxAccountNotional),
        elsewhere: formatMoney(elsewhere),
        order: formatMoney(exposure),
      },
    };
  }
  if (ordersToday >= limits.maxOrdersPerDay)
    return above('max-orders', String(ordersToday + 1), String(limits.maxOrdersPerDay));
  return null;
}

const above = (code: Denial['code'], value: string, limit: string): Denial => ({
  code,
  details: { value, limit },
});
