import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { Side, TimeInForce } from '../../../../shared/pure/strategy/order.js';
import type { OrderView } from '../queries/list-orders.query.js';

export interface PlaceOrderData {
  readonly userId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly type: 'market' | 'limit' | 'stop-market';
  /** Limit or trigger price as a plain decimal; null for a market order. */
  readonly price: string | null;
  readonly size: string;
  readonly reduceOnly: boolean;
  /** Of a limit order; left out for one that rests until it is cancelled, and for all others. */
  readonly timeInForce?: TimeInForce;
  /** Of a limit order that rests: refused by the venue where it would take. Left out is no. */
  readonly postOnly?: boolean;
  /** Asking again with the same key makes no second order. */
  readonly requestKey: string;
}

/**
 * An order that a person makes; the answer is the stored intent, which is sent right after. Refused with `unknown-account`,
 * `unknown-instrument`, `no-price`, `invalid-price`, `invalid-size`, `below-minimum`, `validation-failed` (members that do not
 * go together, in details.fields), `request-key-used` (for another order), or with the code and the numbers of the limit that denies it: `kill-switch`, `daily-loss`, `max-orders`,
 * `order-above-limit`, `position-above-limit`.
 */
export class PlaceOrder extends Command<PlaceOrderData, Result<OrderView, Refusal>> {
  static readonly type = 'orders.place-order.v1';
}
