import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetInstancePnl, type InstancePnl } from '../contracts/queries/get-instance-pnl.query.js';
import { sumOfTerms } from '../domain/index.js';
import { Marks } from './marks.js';
import { termsAt, toldTerms } from './pnl-terms.js';
import { PositionReads } from './ports/position-reads.port.js';

@QueryHandler(GetInstancePnl)
export class GetInstancePnlHandler implements IQueryHandler<GetInstancePnl> {
  constructor(
    private readonly positions: PositionReads,
    private readonly marks: Marks,
  ) {}

  async execute({ data }: GetInstancePnl): Promise<InstancePnl> {
    const { userId, instanceId } = data;
    const [sums, fills] = await Promise.all([
      this.positions.sums(userId, instanceId),
      this.positions.countFills(userId, instanceId),
    ]);
    const markOf = await this.marks.of(sums.filter(({ open }) => open.positions > 0));
    return { ...toldTerms(sumOfTerms(sums.map((one) => termsAt(one, markOf(one))))), fills };
  }
}
