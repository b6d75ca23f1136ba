import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { InstanceJournal } from '../../../shared/pure/strategy/journal.js';
import { InstanceStore } from '../../../shared/platform/strategy/instance-store.port.js';
import { GetGridJournal } from '../contracts/queries/get-grid-journal.query.js';

@QueryHandler(GetGridJournal)
export class GetGridJournalHandler implements IQueryHandler<GetGridJournal> {
  constructor(private readonly store: InstanceStore) {}

  execute({ data }: GetGridJournal): Promise<InstanceJournal | null> {
    return this.store.journal(data);
  }
}
