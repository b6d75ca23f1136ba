import { Injectable } from '@nestjs/common';
import { isTooLittle } from '../../../shared/pure/market/too-little.js';
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

/**
 * So much of a size >= 0 as an order that closes may have: whole lots, and 0 where that is less than the venue takes.
 * @param price of one unit, plain decimal; null while none is known
 */
export function takenBy(scale: MarketScale, size: Money, price: string | null): Money {
  const whole = unitsOfText(formatLots(scale, lotsOf(scale, formatMoney(size))));
  const worth = price === null ? null : unitsOfText(price);
  return isTooLittle(scale.instrument, whole, worth) ? (0n as Money) : whole;
}
