import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { InstanceJournal } from '../../../shared/pure/strategy/journal.js';
import { InstanceStore } from '../../../shared/platform/strategy/instance-store.port.js';
import { GetHyperRsiJournal } from '../contracts/queries/get-hyper-rsi-journal.query.js';

@QueryHandler(GetHyperRsiJournal)
export class GetHyperRsiJournalHandler implements IQueryHandler<GetHyperRsiJournal> {
  constructor(private readonly store: InstanceStore) {}

  execute({ data }: GetHyperRsiJournal): Promise<InstanceJournal | null> {
    return this.store.journal(data);
  }
}
