import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetPosition } from '../contracts/queries/get-position.query.js';
import { ListPositions, type PositionView } from '../contracts/queries/list-positions.query.js';
import { PositionReads } from './ports/position-reads.port.js';
import { PositionViews } from './position-views.js';

@QueryHandler(ListPositions)
export class ListPositionsHandler implements IQueryHandler<ListPositions> {
  constructor(
    private readonly positions: PositionReads,
    private readonly views: PositionViews,
  ) {}

  async execute({ data }: ListPositions): Promise<readonly PositionView[]> {
    const { userId, ...page } = data;
    return this.views.of(await this.positions.list(userId, page));
  }
}

@QueryHandler(GetPosition)
export class GetPositionHandler implements IQueryHandler<GetPosition> {
  constructor(
    private readonly positions: PositionReads,
    private readonly views: PositionViews,
  ) {}

  async execute({ data }: GetPosition): Promise<PositionView | null> {
    const position = await this.positions.get(data.userId, data.positionId);
    if (position === null) return null;
    const [view] = await this.views.of([position]);
    return view!;
  }
}
