import { Injectable } from '@nestjs/common';
import { formatMoney, type Money } from '../../../shared/pure/numbers/money.js';
import { formatLots, lotsOf, marketScale, type MarketScale } from '../../../shared/pure/market/scale.js';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { ListInstruments } from '../../exchange/contracts/queries/list-instruments.query.js';
import { unitsOfText } from '../domain/exposure.js';

/** Sizes as venues take them. */
@Injectable()
export class WholeLots {
  constructor(private readonly bus: Bus) {}

  /** The scale of an instrument; null when its venue does not offer it any more. */
  async scaleOf({
    venue,
    symbol,
  }: {
    readonly venue: string;
    readonly symbol: string;
  }): Promise<MarketScale | null> {
    const known = await this.bus.ask(new ListInstruments({ venue }));
    const listed = known.find(({ instrument }) => instrument.symbol === symbol);
    return listed === undefined ? null : marketScale(listed.instrument, listed.candleDecimals);
  }
}

/** So much of a size >= 0 as an order may have: whole lots, and 0 where that is less than the venue takes. */
export function takenBy(scale: MarketScale, size: Money): Money {
  const lots = lotsOf(scale, formatMoney(size));
  return lots < scale.minSize ? (0n as Money) : unitsOfText(formatLots(scale, lots));
}
