import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { OrderStatus } from '../queries/list-orders.query.js';

export interface CloseKeptPositionData {
  readonly userId: string;
  readonly accountId: string;
  readonly symbol: string;
  /** The bot that was stopped; it may be deleted by now. */
  readonly instanceId: string;
  /** Which of its positions: `net` where there is one, null for all that it has kept. */
  readonly position: 'net' | PositionSide | null;
  /** How much of it, > 0, plain decimal in base units; null for all of it. */
  readonly size: string | null;
  /** Asking again with the same key makes no second order. */
  readonly requestKey: string;
}

/** An order that closes something; what else there is to know of it is asked by its id. */
export interface ClosingOrder {
  readonly orderId: string;
  readonly clientOrderId: string;
  readonly status: OrderStatus;
}

/**
 * Closes what a stopped bot has kept, with reduce-only market orders. It is remembered until so much is closed: an order that
 * is lost or refused is made again, with pauses. The answer is what is under way for it. Refused with `position-closed`
 * (nothing is kept), `position-of-bot` (the bot has not stopped), `unknown-instrument`, or `nothing-to-close` (less than one lot, or
 * nothing of it is there to be reduced: something on the other side is set off against it).
 */
export class CloseKeptPosition extends Command<
  CloseKeptPositionData,
  Result<readonly ClosingOrder[], Refusal>
> {
  static readonly type = 'orders.close-kept-position.v1';
}
