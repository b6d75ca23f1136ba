import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ListKeptPositions, type KeptPosition } from '../contracts/queries/list-kept-positions.query.js';
import { KeptStore } from './ports/kept-store.port.js';

@QueryHandler(ListKeptPositions)
export class ListKeptPositionsHandler implements IQueryHandler<ListKeptPositions> {
  constructor(private readonly kept: KeptStore) {}

  execute({ data: { userId, lane } }: ListKeptPositions): Promise<readonly KeptPosition[]> {
    return this.kept.list(userId, lane);
  }
}
