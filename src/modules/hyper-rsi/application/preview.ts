import { Atr } from '../../../shared/pure/indicators/index.js';
import type { JsonObject } from '../../../shared/pure/json.js';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { marketScale, priceOf } from '../../../shared/pure/market/scale.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { marketOf, settingsRefused } from '../../../shared/platform/strategy/create-instance.js';
import type { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import {
  ATR_LENGTH,
  hyperRsiMarket,
  previewHyperRsi,
  requiredIndicators,
  type HyperRsiPreview,
  type HyperRsiSettings,
} from '../domain/index.js';

/** Candles an ATR is folded over for a preview: after as many its start weighs less than a digit that is shown. */
const ATR_CANDLES = 300;

export interface PreviewQuestion {
  readonly userId: string;
  readonly accountId: string;
  readonly settings: JsonObject;
  readonly takerRate: string;
}

/** A preview with what it was worked out from. */
export interface PricedPreview extends HyperRsiPreview {
  readonly price: string;
  readonly equity: string;
}

/**
 * What a person sees before Start, at the present price and balance; nothing is made or changed. Refused with
 * `unknown-account`, `unknown-instrument`, `settings-refused` (details.fields: field, value, allowed), `price-unknown` or
 * `equity-unknown`.
 */
export async function previewFor(
  { parts }: StrategyShell,
  { userId, accountId, settings: document, takerRate }: PreviewQuestion,
): Promise<Result<PricedPreview, Refusal>> {
  const { bus, world, strategy } = parts;
  const place = await marketOf(parts, userId, accountId, document);
  if (!place.ok) return place;
  const { venue, listed, bounds } = place.value;
  const { instrument, candleDecimals } = listed;
  const { symbol, kind, minSize, minNotional } = instrument;
  const facts = (await bus.ask(new world.facts({ accountIds: [accountId], symbol })))[accountId];
  const context = { kind, minSize, minNotional, equity: facts?.equity ?? null, ...bounds };
  const read = strategy.read(document, context);
  if (!read.ok) return err(settingsRefused(read.error));
  const settings = read.value.document as unknown as HyperRsiSettings;
  const [ticker] = await bus.ask(new world.tickers({ venue, symbols: [symbol] }));
  if (ticker === undefined) return err(refusal('price-unknown', `${symbol} has no price yet`, { symbol }));
  const { equity = null, cash = null } = facts ?? {};
  if (equity === null || cash === null)
    return err(refusal('equity-unknown', 'the venue has not said what is there', { accountId }));
  const scale = marketScale(instrument, candleDecimals);
  const market = hyperRsiMarket(scale, { taker: takerRate });
  const atr = await atrOf(parts, venue, settings);
  const price = priceOf(scale, ticker.last);
  const preview = previewHyperRsi(settings, market, { price, equity, cash, atr });
  return ok({ ...preview, price: ticker.last, equity });
}

/** The ATR at the newest closed candle, null where no distance is given in it or there are too few candles. */
async function atrOf(
  { bus, world }: StrategyShell['parts'],
  venue: string,
  settings: HyperRsiSettings,
): Promise<number | null> {
  if (requiredIndicators(settings).atrLength === null) return null;
  const { symbol, timeframe } = settings;
  const range = { from: null, to: null, limit: ATR_CANDLES };
  const candles = await bus.ask(new world.candles({ venue, symbol, timeframe, ...range }));
  return candles.ok ? atr(candles.value) : null;
}

function atr(candles: readonly Candle[]): number | null {
  const folded = new Atr(ATR_LENGTH);
  for (const { high, low, close } of candles) folded.next(Number(high), Number(low), Number(close));
  return Number.isNaN(folded.value) ? null : folded.value;
}
