import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { ExecutionsReported } from '../../exchange/contracts/events/executions-reported.event.js';
import { FundingBook } from './funding-book.js';

/** Books funding that the stream of a venue tells; of everything else that it reports, orders tells. */
@OnRecord('positions', ExecutionsReported)
export class ChargeFunding implements RecordHandler<ExecutionsReported> {
  constructor(private readonly book: FundingBook) {}

  async handle({ data }: ExecutionsReported, _envelope: Envelope, tx: Tx): Promise<void> {
    for (const execution of data.executions)
      if (execution.kind === 'funding') await this.book.take(tx, data, execution);
  }
}
