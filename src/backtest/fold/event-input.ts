import { NO_EVENTS, type BookEvent, type LiquidatedEvent } from '../../modules/exchange/domain/index.js';
import type { Lots } from '../../shared/pure/market/scale.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';

/**
 * What a strategy hears of something that happened in its book; null when it hears nothing of it. A liquidation of the net
 * position is told as what it does to it: its execution is the venue's own. In hedge mode a size would not say which of the
 * two positions is gone, so there the execution is told, which names it. Either is told before the cancellations that it
 * causes: whoever hears of those must know why.
 * @param among what happened with it, in order.
 */
export function inputOf(event: BookEvent, among: readonly BookEvent[] = NO_EVENTS): StrategyInput | null {
  switch (event.kind) {
    case 'filled':
      return event.fill.reason === 'liquidation' ? null : { kind: 'order-filled', fill: event.fill };
    case 'cancelled': {
      const { leg, cycle, cause } = event;
      return { kind: 'order-cancelled', leg, cycle, code: cause };
    }
    case 'rejected': {
      const { leg, cycle, refusal } = event;
      return { kind: 'order-rejected', leg, cycle, code: refusal.code };
    }
    case 'triggered':
      return { kind: 'triggered', leg: event.leg, price: event.price, at: event.at };
    case 'liquidated':
      return liquidationInput(event, among);
    case 'funding':
      return null;
  }
}

function liquidationInput(
  { position, price, at }: LiquidatedEvent,
  among: readonly BookEvent[],
): StrategyInput | null {
  if (position === 'net')
    return { kind: 'position-changed', size: 0 as Lots, cause: 'liquidation', price, at };
  const takeover = among.find(
    (event) => event.kind === 'filled' && event.position === position && event.fill.reason === 'liquidation',
  );
  return takeover?.kind === 'filled' ? { kind: 'order-filled', fill: takeover.fill } : null;
}
