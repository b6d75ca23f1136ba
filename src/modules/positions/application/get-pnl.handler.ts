import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { formatMoney, ZERO_MONEY } from '../../../shared/pure/numbers/money.js';
import { bucketOpen } from '../../../shared/pure/time/timeframe.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';
import {
  GetPnl,
  type DayPnl,
  type InstancePnlRow,
  type PnlReport,
  type PnlSums,
} from '../contracts/queries/get-pnl.query.js';
import { quoteOf, sumOfTerms, type PnlTerms } from '../domain/index.js';
import { Marks } from './marks.js';
import { termsAt, toldTerms } from './pnl-terms.js';
import { PositionReads, type DaySums, type HolderSums } from './ports/position-reads.port.js';

/** One holder on one instrument. */
interface Row {
  readonly sums: HolderSums;
  readonly terms: PnlTerms;
  readonly today: DayTerms;
}

type DayTerms = Pick<DaySums, 'realised' | 'fees' | 'funding'>;

const QUIET_DAY: DayTerms = { realised: ZERO_MONEY, fees: ZERO_MONEY, funding: ZERO_MONEY };

/** P&L per instance and together; "today" is the UTC day of the market's clock, which may be another day than ours. */
@QueryHandler(GetPnl)
export class GetPnlHandler implements IQueryHandler<GetPnl> {
  constructor(
    private readonly bus: Bus,
    private readonly positions: PositionReads,
    private readonly marks: Marks,
  ) {}

  async execute({ data: { userId } }: GetPnl): Promise<PnlReport> {
    const { marketTime } = await this.bus.ask(new GetFeedStatus({}));
    const midnight = bucketOpen(marketTime, '1d');
    const [sums, days] = await Promise.all([
      this.positions.sums(userId),
      this.positions.sumsSince(userId, midnight),
    ]);
    const markOf = await this.marks.of(sums.filter(({ open }) => open.positions > 0));
    const dayOf = new Map(days.map((day) => [keyOf(day), day]));
    const rows = sums.map((one) => ({
      sums: one,
      terms: termsAt(one, markOf(one)),
      today: dayOf.get(keyOf(one)) ?? QUIET_DAY,
    }));
    const currencies = [...new Set(rows.map(({ sums: { symbol } }) => quoteOf(symbol)))].sort();
    return {
      day: new Date(midnight).toISOString().slice(0, 10),
      instances: rows.map(instanceRow),
      totals: currencies.map((currency) =>
        together(
          currency,
          rows.filter((row) => quoteOf(row.sums.symbol) === currency),
        ),
      ),
    };
  }
}

function instanceRow(row: Row): InstancePnlRow {
  const { strategy, instanceId, venue, symbol } = row.sums;
  return { strategy, instanceId, venue, symbol, ...together(quoteOf(symbol), [row]) };
}

function together(currency: string, rows: readonly Row[]): PnlSums {
  return {
    currency,
    openPositions: rows.reduce((count, { sums }) => count + sums.open.positions, 0),
    ...toldTerms(sumOfTerms(rows.map(({ terms }) => terms))),
    today: dayOf(rows.map(({ today }) => today)),
  };
}

function dayOf(days: readonly DayTerms[]): DayPnl {
  const sum = (term: keyof DayTerms): bigint => days.reduce((total, day) => total + day[term], 0n);
  const [realised, fees, funding] = [sum('realised'), sum('fees'), sum('funding')];
  return {
    realisedPnl: formatMoney(realised),
    fees: formatMoney(fees),
    funding: formatMoney(funding),
    net: formatMoney(realised + funding - fees),
  };
}

const keyOf = ({ instanceId, venue, symbol }: Pick<HolderSums, 'instanceId' | 'venue' | 'symbol'>): string =>
  `${instanceId ?? ''} ${venue} ${symbol}`;
