import { formatLots, formatPrice } from '../../../../shared/pure/market/scale.js';
import type { BookEvent, CancelCause, FilledEvent, LiquidatedEvent } from '../../domain/index.js';
import type { Execution } from '../../contracts/events/executions-reported.event.js';
import type { ClientOrderStatus, EndedOrder } from '../ports/paper-store.port.js';
import type { PaperBook } from './paper-account.js';

/** It was to take when its turn came, and the market was not there. */
const EXPIRED = 'not-filled-at-once';

/** Orders of a paper book are named by their client order ids, so what happens in it needs no translation of names. */
const CANCEL_CODES: Readonly<Record<Exclude<CancelCause, 'expired'>, string>> = {
  asked: 'asked',
  replaced: 'replaced',
  'nothing-to-reduce': 'position-closed',
  'cycle-ended': 'cycle-ended',
  triggered: 'triggered',
  liquidated: 'liquidation',
};

/**
 * What happened in a book, as venues tell it. A liquidation is one execution for each position that it takes: it stands before
 * the cancellations that it causes, because whoever hears of those must know why.
 */
export function executionsOf(book: PaperBook, events: readonly BookEvent[]): readonly Execution[] {
  const executions: Execution[] = [];
  const taken = new Set<BookEvent>();
  for (const [index, event] of events.entries()) {
    if (taken.has(event)) continue;
    if (event.kind === 'liquidated') {
      const takeover = takeoverAfter(events, index, event);
      taken.add(takeover);
      executions.push(liquidation(book, event, takeover));
    } else executions.push(executionOf(book, event));
  }
  return executions;
}

/** The orders that events have ended, with what became of them. */
export function endingsOf(accountId: string, events: readonly BookEvent[]): readonly EndedOrder[] {
  const endings: EndedOrder[] = [];
  const taken = new Set<BookEvent>();
  for (const [index, event] of events.entries()) {
    if (event.kind === 'liquidated') taken.add(takeoverAfter(events, index, event));
    if (event.kind === 'liquidated' || event.kind === 'funding' || taken.has(event)) continue;
    const clientOrderId = event.kind === 'filled' ? event.fill.leg : event.leg;
    const status: ClientOrderStatus = isExpiry(event) ? 'expired' : event.kind;
    endings.push({ accountId, clientOrderId, status });
  }
  return endings;
}

function executionOf({ book, terms }: PaperBook, event: Exclude<BookEvent, LiquidatedEvent>): Execution {
  const { scale } = book.rules;
  switch (event.kind) {
    case 'filled': {
      const { leg, tradeId, side, price, size, fee, liquidity, reason, phase, at } = event.fill;
      return {
        ...{ kind: 'filled', clientOrderId: leg, tradeId, side, fee, liquidity, reason, phase, at },
        ...(event.position !== 'net' && { position: event.position }),
        price: formatPrice(scale, price),
        size: formatLots(scale, size),
        feeCurrency: terms.instrument.quote,
      };
    }
    case 'cancelled':
      if (event.cause === 'expired')
        return { kind: 'expired', clientOrderId: event.leg, code: EXPIRED, at: event.at };
      return { kind: 'cancelled', clientOrderId: event.leg, code: CANCEL_CODES[event.cause], at: event.at };
    case 'rejected':
      return { kind: 'rejected', clientOrderId: event.leg, code: event.refusal.code, at: event.at };
    case 'triggered': {
      const price = formatPrice(scale, event.price);
      return { kind: 'triggered', clientOrderId: event.leg, price, at: event.at };
    }
    case 'funding': {
      // The two positions of hedge mode are charged at the same moment, each by itself.
      const position = book.short === null ? undefined : event.size > 0 ? 'long' : 'short';
      return {
        kind: 'funding',
        billId: `${terms.tradePrefix}funding-${event.at}${position === undefined ? '' : `-${position}`}`,
        ...(position !== undefined && { position }),
        amount: negated(event.amount),
        currency: terms.instrument.quote,
        at: event.at,
      };
    }
  }
}

const isExpiry = (event: BookEvent): boolean => event.kind === 'cancelled' && event.cause === 'expired';

/** The venue's own trade, which follows what it cancelled before; each position has its own. */
function takeoverAfter(
  events: readonly BookEvent[],
  index: number,
  { position }: LiquidatedEvent,
): FilledEvent {
  const fill = events.find(
    (event, place) => place > index && event.kind === 'filled' && event.position === position,
  );
  if (fill?.kind !== 'filled') throw new RangeError('a liquidation without a trade');
  return fill;
}

function liquidation(
  { book, terms }: PaperBook,
  { price, position }: LiquidatedEvent,
  { fill }: FilledEvent,
): Execution {
  const { scale } = book.rules;
  const { tradeId, side, size, fee, at } = fill;
  return {
    ...{ kind: 'liquidated', tradeId, side, fee, at },
    ...(position !== 'net' && { position }),
    price: formatPrice(scale, price),
    size: formatLots(scale, size),
    feeCurrency: terms.instrument.quote,
  };
}

const negated = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);
