import { formatMoney, money } from '../../../../shared/pure/numbers/money.js';
import type { FieldRefusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import { SettingsReader } from '../../../../shared/pure/settings/reader.js';
import { checkSettings } from './cross-checks.js';
import {
  CHART_TIMEFRAMES,
  DIRECTIONS,
  ENTRY_RULES,
  HYPER_RSI_DEFAULTS as DEFAULTS,
  MARGIN_MODES,
  MARGIN_UNITS,
  PYRAMIDING_REFERENCES,
  SIGNAL_TIMINGS,
  TREND_TIMEFRAMES,
  type HyperRsiSettings,
} from './hyper-rsi-settings.js';
import {
  readBreakEven,
  readDistance,
  readHedge,
  readStopLoss,
  readTakeProfits,
  readTrailing,
} from './read-parts.js';
import type { SettingsContext } from './settings-context.js';

/** Where the venue's maximum is not known. */
const MOST_LEVERAGE = 125;
const SYMBOL = /^[^\s/]{1,30}\/[^\s/:]{1,20}(:[^\s/:]{1,30})?$/;
const POSITIVE = { above: '0' } as const;
const RSI = { min: '0', max: '100' } as const;

/**
 * Reads a settings document: a missing member takes its default, nested objects are completed, everything wrong is refused
 * at once with the field, the value and what is allowed. On spot the defaults of `leverage` and `direction` are 1 and
 * `long`, the only values there; what the document itself asks for and spot cannot do is refused. `maxNotional: null`
 * becomes starting equity x leverage when the equity is known, and never more than a limit of the account that is known:
 * nobody has asked for what such a default would be refused for.
 */
export function readHyperRsiSettings(
  document: unknown,
  context: SettingsContext,
): Result<HyperRsiSettings, readonly FieldRefusal[]> {
  const reader = SettingsReader.open(document);
  const spot = context.kind === 'spot';
  // Spot has a rule of its own, which says why.
  const most = spot ? MOST_LEVERAGE : (context.maxLeverage ?? MOST_LEVERAGE);
  const leverage = reader.integer('leverage', spot ? 1 : DEFAULTS.leverage, 1, most);
  const settings: HyperRsiSettings = {
    symbol: reader.text(
      'symbol',
      context.symbol ?? DEFAULTS.symbol,
      SYMBOL,
      'a symbol such as BTC/USDT:USDT',
    ),
    timeframe: reader.oneOf('timeframe', CHART_TIMEFRAMES, DEFAULTS.timeframe),
    signalTiming: reader.oneOf('signalTiming', SIGNAL_TIMINGS, DEFAULTS.signalTiming),
    margin: reader.decimal('margin', DEFAULTS.margin, POSITIVE),
    marginUnit: reader.oneOf('marginUnit', MARGIN_UNITS, DEFAULTS.marginUnit),
    leverage,
    marginMode: reader.oneOf('marginMode', MARGIN_MODES, DEFAULTS.marginMode),
    direction: reader.oneOf('direction', DIRECTIONS, spot ? 'long' : DEFAULTS.direction),
    entryMultiplier: reader.decimal('entryMultiplier', DEFAULTS.entryMultiplier, { min: '0.1', max: '5' }),
    pyramidingLimit: reader.integer('pyramidingLimit', DEFAULTS.pyramidingLimit, 1, 10),
    pyramidingSpacing: readDistance(reader.object('pyramidingSpacing'), DEFAULTS.pyramidingSpacing),
    pyramidingReference: reader.oneOf(
      'pyramidingReference',
      PYRAMIDING_REFERENCES,
      DEFAULTS.pyramidingReference,
    ),
    pyramidingNeedsPrice: reader.boolean('pyramidingNeedsPrice', DEFAULTS.pyramidingNeedsPrice),
    pyramidingNeedsSignal: reader.boolean('pyramidingNeedsSignal', DEFAULTS.pyramidingNeedsSignal),
    rsiLength: reader.integer('rsiLength', DEFAULTS.rsiLength, 2, 100),
    oversold: reader.decimal('oversold', DEFAULTS.oversold, RSI),
    overbought: reader.decimal('overbought', DEFAULTS.overbought, RSI),
    entryRule: reader.oneOf('entryRule', ENTRY_RULES, DEFAULTS.entryRule),
    useTrend: reader.boolean('useTrend', DEFAULTS.useTrend),
    trendTimeframe: reader.oneOf('trendTimeframe', TREND_TIMEFRAMES, 'auto'),
    useTrendClose: reader.boolean('useTrendClose', DEFAULTS.useTrendClose),
    cooldownSec: reader.integer('cooldownSec', DEFAULTS.cooldownSec, 0, 86_400),
    cooldownCandles: reader.integer('cooldownCandles', DEFAULTS.cooldownCandles, 0, 100),
    addsAfterTakeProfit: reader.boolean('addsAfterTakeProfit', DEFAULTS.addsAfterTakeProfit),
    takeProfits: readTakeProfits(reader),
    stopLoss: readStopLoss(reader.object('stopLoss')),
    stopOnlyAfterLastEntry: reader.boolean('stopOnlyAfterLastEntry', DEFAULTS.stopOnlyAfterLastEntry),
    breakEven: readBreakEven(reader.object('breakEven')),
    trailing: readTrailing(reader.object('trailing')),
    maxNotional: reader.optionalDecimal('maxNotional', POSITIVE) ?? defaultCap(context, leverage),
    hedge: readHedge(reader.object('hedge')),
  };
  reader.close();
  checkSettings(settings, context, reader);
  return reader.refusals.length === 0 ? ok(settings) : err(reader.refusals);
}

function defaultCap({ equity, notionalLimit }: SettingsContext, leverage: number): string | null {
  if (equity === null || equity === undefined) return null;
  const whole = money(equity) * BigInt(leverage);
  const limit = typeof notionalLimit === 'string' ? money(notionalLimit) : whole;
  return formatMoney(limit < whole ? limit : whole);
}
