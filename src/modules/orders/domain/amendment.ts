import type { Money } from '../../../shared/pure/numbers/money.js';
import type { OrderStatus } from '../contracts/queries/list-orders.query.js';
import { isEnded } from './status.js';

/** How much of a changed order is to rest. Sizes in units of 10^-18. */
export interface WantedRest {
  /** What was to rest when the change was wished for. */
  readonly size: Money;
  /** What had filled by then; whatever fills after it is taken off. */
  readonly filledBefore: Money;
}

/** An order whose end was asked for because another one is to take its place. */
export interface ChangedOrder {
  readonly status: OrderStatus;
  readonly code: string | null;
  readonly filled: Money;
}

/** What becomes of the wish. */
export type AmendmentFate =
  /** The order may still act. */
  | { readonly fate: 'wait' }
  /** It is gone and has left room for so much. */
  | { readonly fate: 'replace'; readonly size: Money }
  /** It filled so far that nothing is left to be placed. */
  | { readonly fate: 'filled' }
  /** It ended otherwise than by the wish: what ended it ends the wish, too. */
  | { readonly fate: 'ended'; readonly code: string };

/** Why an order is cancelled whose end was asked for. */
const ASKED = 'asked';

/**
 * What follows for a wish from the order that it is about. Nothing is placed before that order is certainly gone, and never
 * more than is left once everything it has filled since is counted, so that both together are what was wanted once.
 */
export function fateOf({ size, filledBefore }: WantedRest, order: ChangedOrder): AmendmentFate {
  const { status, code, filled } = order;
  if (!isEnded(status)) return { fate: 'wait' };
  const left = size - (filled - filledBefore);
  if (status === 'filled' || left <= 0n) return { fate: 'filled' };
  if (status === 'cancelled' && code === ASKED) return { fate: 'replace', size: left as Money };
  return { fate: 'ended', code: code ?? status };
}
