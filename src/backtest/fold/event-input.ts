import type { BookEvent } from '../../modules/exchange/domain/index.js';
import type { Lots } from '../../shared/pure/market/scale.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';

/**
 * What a strategy hears of something that happened in its book; null when it hears nothing of it. A liquidation is told as
 * what it does to the position: its execution is the venue's own.
 */
export function inputOf(event: BookEvent): StrategyInput | null {
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
    case 'liquidated': {
      const { price, at } = event;
      return { kind: 'position-changed', size: 0 as Lots, cause: 'liquidation', price, at };
    }
    case 'funding':
      return null;
  }
}
