import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetExposure, type SymbolExposure } from '../contracts/queries/get-exposure.query.js';
import { exposureOf, formatSize, quoteOf, readPrice } from '../domain/index.js';
import { Marks } from './marks.js';
import { told } from './pnl-terms.js';
import { PositionReads, type InstrumentSizes } from './ports/position-reads.port.js';

@QueryHandler(GetExposure)
export class GetExposureHandler implements IQueryHandler<GetExposure> {
  constructor(
    private readonly positions: PositionReads,
    private readonly marks: Marks,
  ) {}

  async execute({ data }: GetExposure): Promise<readonly SymbolExposure[]> {
    const held = await this.positions.openSizes(data.userId);
    const markOf = await this.marks.of(held);
    return held.map((sizes) => exposureAt(sizes, markOf(sizes)));
  }
}

function exposureAt(sizes: InstrumentSizes, markPrice: string | null): SymbolExposure {
  const { venue, symbol, positions, long, short } = sizes;
  const { gross, net } = exposureOf(sizes, markPrice === null ? null : readPrice(markPrice));
  return {
    ...{ venue, symbol, currency: quoteOf(symbol), positions, markPrice },
    longSize: formatSize(long),
    shortSize: formatSize(short),
    netSize: formatSize(long - short),
    grossNotional: told(gross),
    netNotional: told(net),
  };
}
