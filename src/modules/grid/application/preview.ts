import { priceOf } from '../../../shared/pure/market/scale.js';
import type { JsonObject } from '../../../shared/pure/json.js';
import type { Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { marketOf as placeOf, readFor } from '../../../shared/platform/strategy/create-instance.js';
import type { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { previewGrid, type GridPreview } from '../domain/index.js';
import { accountNow, placeNow, priceNow } from './facts.js';
import { marketOf, settingsOf } from './grid-strategy.js';
import { limitsOf, refusedWith } from './limits.js';

/** Days a preview looks back to tell how often the price left the range. */
const DAYS = 90;

export interface PreviewQuestion {
  readonly userId: string;
  readonly accountId: string;
  readonly settings: JsonObject;
  readonly makerRate: string;
  readonly takerRate: string;
}

export interface PricedPreview extends GridPreview {
  /** Last price it was worked out at. */
  readonly price: string;
}

/**
 * What a person sees before Start, at the present price and balance; nothing is made or changed. What forbids a start right
 * now stands in `refusals`; settings that give no ladder at all are refused with every reason (details.refusals).
 */
export async function previewFor(
  { parts }: StrategyShell,
  { userId, accountId, settings: document, ...rates }: PreviewQuestion,
): Promise<Result<PricedPreview, Refusal>> {
  const { bus, world, strategy } = parts;
  const found = await placeOf(parts, userId, accountId, document);
  if (!found.ok) return found;
  const { venue, listed } = found.value;
  const { symbol } = listed.instrument;
  const account = await accountNow(parts, { accountId, symbol });
  const read = readFor(strategy, document, found.value, account.equity, rates);
  if (!read.ok) return read;
  const settings = settingsOf(read.value.document);
  const price = await priceNow(parts, { venue, symbol });
  if (!price.ok) return price;
  const place = await placeNow(parts, { venue, symbol }, settings);
  if (!place.ok) return place;
  const limits = await limitsOf(bus, userId);
  const { instrument, candleDecimals } = listed;
  const market = marketOf({ instrument, candleDecimals, ...rates });
  const range = { from: null, to: null, limit: DAYS };
  const days = await bus.ask(new world.candles({ venue, symbol, timeframe: '1d', ...range }));
  const preview = previewGrid(settings, market, {
    price: priceOf(market.scale, price.value),
    cash: account.cash ?? '0',
    place: place.value,
    maxLoss: limits.maxLoss,
    maxNotional: limits.maxNotional,
    ...(days.ok && {
      days: days.value.map(({ high, low }) => ({
        high: priceOf(market.scale, high),
        low: priceOf(market.scale, low),
      })),
    }),
  });
  if (!preview.ok) return err(refusedWith(preview.error));
  return ok({ ...preview.value, price: price.value });
}
