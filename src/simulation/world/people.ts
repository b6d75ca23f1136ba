import { AmendOrderHandler } from '../../modules/orders/application/amend-order.handler.js';
import { CancelOrderHandler } from '../../modules/orders/application/cancel-order.handler.js';
import type { ExecutionBook } from '../../modules/orders/application/execution-book.js';
import { ManualMarkets } from '../../modules/orders/application/manual-markets.js';
import { ManualPlacing } from '../../modules/orders/application/manual-placing.js';
import { OrderAmender } from '../../modules/orders/application/order-amender.js';
import type { OrderLoopParts } from '../../modules/orders/application/order-loop-parts.js';
import type { OrderSender } from '../../modules/orders/application/order-sender.js';
import { PlaceOrderHandler } from '../../modules/orders/application/place-order.handler.js';
import type { AmendmentStore } from '../../modules/orders/application/ports/amendment-store.port.js';
import type { OrderReads } from '../../modules/orders/application/ports/order-reads.port.js';

export interface PeopleParts {
  readonly shared: OrderLoopParts;
  readonly amendments: AmendmentStore;
  readonly reads: OrderReads;
  readonly book: ExecutionBook;
  readonly sender: OrderSender;
}

/** What one process does for people who order by hand: the handlers of the program, and the loop that carries out changes. */
export class People {
  readonly place: PlaceOrderHandler;
  readonly amend: AmendOrderHandler;
  readonly cancel: CancelOrderHandler;
  readonly amender: OrderAmender;
  readonly reads: OrderReads;

  constructor({ shared, amendments, reads, book, sender }: PeopleParts) {
    const { bus, intents, risk, metrics, unitOfWork, clientIds, ids } = shared;
    const markets = new ManualMarkets(bus);
    const placing = new ManualPlacing(intents, risk, metrics);
    const amender = new OrderAmender({ ...shared, amendments, markets, placing, book, sender });
    sender.onCancelled(() => amender.nudge());
    this.amender = amender;
    this.reads = reads;
    this.place = new PlaceOrderHandler(
      ...([markets, placing, unitOfWork, intents, reads, clientIds, ids, sender] as const),
    );
    this.amend = new AmendOrderHandler(
      ...([markets, placing, unitOfWork, intents, amendments, reads, ids, metrics, sender, amender] as const),
    );
    this.cancel = new CancelOrderHandler(
      ...([unitOfWork, intents, amendments, reads, metrics, sender] as const),
    );
  }
}
