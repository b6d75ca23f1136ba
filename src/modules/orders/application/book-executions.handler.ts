import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { ExecutionsReported } from '../../exchange/contracts/events/executions-reported.event.js';
import { ExecutionBook } from './execution-book.js';
import { OrderSender } from './order-sender.js';

/** Takes what a venue tells by itself into the book. */
@OnRecord('orders', ExecutionsReported)
export class BookExecutions implements RecordHandler<ExecutionsReported> {
  constructor(
    private readonly book: ExecutionBook,
    private readonly sender: OrderSender,
  ) {}

  async handle({ data }: ExecutionsReported, envelope: Envelope, tx: Tx): Promise<void> {
    await this.book.book(tx, data, envelope);
    // Whoever wanted to send in this lane just now has found it taken.
    tx.afterCommit(() => this.sender.nudge());
  }
}
