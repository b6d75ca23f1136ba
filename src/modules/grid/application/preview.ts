import { priceOf } from '../../../shared/pure/market/scale.js';
import type { JsonObject } from '../../../shared/pure/json.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { marketOf as placeOf, readFor } from '../../../shared/platform/strategy/create-instance.js';
import type { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { previewGrid, type GridPreview } from '../domain/index.js';
import { marketOf, settingsOf } from './grid-strategy.js';

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

/** What a person sees before Start, at the present price and balance; nothing is made or changed. */
export async function previewFor(
  { parts }: StrategyShell,
  { userId, accountId, settings, ...rates }: PreviewQuestion,
): Promise<Result<PricedPreview, Refusal>> {
  const { bus, world, strategy } = parts;
  const place = await placeOf(parts, userId, accountId, settings);
  if (!place.ok) return place;
  const { venue, listed } = place.value;
  const { symbol } = listed.instrument;
  const facts = (await bus.ask(new world.facts({ accountIds: [accountId], symbol })))[accountId];
  const read = readFor(strategy, settings, listed, facts?.equity ?? null, rates);
  if (!read.ok) return read;
  const [ticker] = await bus.ask(new world.tickers({ venue, symbols: [symbol] }));
  if (ticker === undefined) return err(refusal('price-unknown', `${symbol} has no price yet`, { symbol }));
  const { instrument, candleDecimals } = listed;
  const market = marketOf({
    ...{ instrument, candleDecimals, ...rates, leverage: read.value.leverage, run: 1, held: '0' },
  });
  const range = { from: null, to: null, limit: DAYS };
  const days = await bus.ask(new world.candles({ venue, symbol, timeframe: '1d', ...range }));
  const preview = previewGrid(settingsOf(read.value.document), market, {
    price: priceOf(market.scale, ticker.last),
    cash: facts?.cash ?? '0',
    ...(days.ok && {
      days: days.value.map(({ high, low }) => ({
        high: priceOf(market.scale, high),
        low: priceOf(market.scale, low),
      })),
    }),
  });
  if (preview.ok) return ok({ ...preview.value, price: ticker.last });
  const [first] = preview.error;
  return err(first ?? refusal('refused', 'these settings give no ladder'));
}
