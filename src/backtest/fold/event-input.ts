import type { BookEvent } from '../../modules/exchange/domain/index.js';
import type { Lots } from '../../shared/pure/market/scale.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';

/**
 * What a strategy hears of something that happened in its book; null when it hears nothing of it. A liquidation of the net
 * position is told as what it does to it: its execution is the venue's own. In hedge mode a size would not say which of the
 * two positions is gone, so there the execution is told, which names it.
 */
export function inputOf(event: BookEvent): StrategyInput | null {
  switch (event.kind) {
    case 'filled':
      return event.position === 'net' && event.fill.reason === 'liquidation'
        ? null
        : { kind: 'order-filled', fill: event.fill };
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
    case 'liquidated': {
      const { position, price, at } = event;
      return position === 'net'
        ? { kind: 'position-changed', size: 0 as Lots, cause: 'liquidation', price, at }
        : null;
    }
    case 'funding':
      return null;
  }
}
