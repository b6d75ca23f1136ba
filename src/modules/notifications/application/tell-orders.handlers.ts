import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { OrderDenied } from '../../orders/contracts/events/order-denied.event.js';
import { OrderExpired } from '../../orders/contracts/events/order-expired.event.js';
import type { OrderFacts } from '../../orders/contracts/events/order-facts.js';
import { OrderFilled } from '../../orders/contracts/events/order-filled.event.js';
import { OrderRejected } from '../../orders/contracts/events/order-rejected.event.js';
import { isPaper } from './is-paper.js';
import { Teller } from './teller.js';

@OnRecord('notifications', OrderFilled)
export class TellOrderFilled implements RecordHandler<OrderFilled> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: OrderFilled, envelope: Envelope, tx: Tx): Promise<void> {
    const { order, fill, cumulativeSize, complete } = data;
    const { price, fee, feeCurrency, reason, at } = fill;
    await this.teller.tell(tx, envelope, {
      userId: order.userId,
      at,
      telling: {
        kind: 'order-filled',
        ...wordsOf(order),
        ...{ filledSize: fill.size, price, fee, feeCurrency, reason, cumulativeSize, complete },
      },
    });
  }
}

@OnRecord('notifications', OrderDenied)
export class TellOrderDenied implements RecordHandler<OrderDenied> {
  constructor(private readonly teller: Teller) {}

  async handle({ data: { order, code, details } }: OrderDenied, envelope: Envelope, tx: Tx): Promise<void> {
    const telling = { kind: 'order-denied', ...wordsOf(order), code, details } as const;
    await this.teller.tell(tx, envelope, { userId: order.userId, at: null, telling });
  }
}

@OnRecord('notifications', OrderRejected)
export class TellOrderRejected implements RecordHandler<OrderRejected> {
  constructor(private readonly teller: Teller) {}

  async handle({ data: { order, code, details } }: OrderRejected, envelope: Envelope, tx: Tx): Promise<void> {
    const telling = { kind: 'order-rejected', ...wordsOf(order), code, details } as const;
    await this.teller.tell(tx, envelope, { userId: order.userId, at: null, telling });
  }
}

@OnRecord('notifications', OrderExpired)
export class TellOrderExpired implements RecordHandler<OrderExpired> {
  constructor(private readonly teller: Teller) {}

  async handle({ data: { order, code } }: OrderExpired, envelope: Envelope, tx: Tx): Promise<void> {
    const telling = { kind: 'order-expired', ...wordsOf(order), code, details: {} } as const;
    await this.teller.tell(tx, envelope, { userId: order.userId, at: null, telling });
  }
}

const wordsOf = ({ venue, strategy, symbol, side, size, reason }: OrderFacts) => ({
  ...{ paper: isPaper(venue), strategy, symbol, side, size, reason },
});
