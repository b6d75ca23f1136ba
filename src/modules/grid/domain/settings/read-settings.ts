import { err, ok, type Result } from '../../../../shared/pure/result.js';
import type { FieldRefusal } from '../../../../shared/pure/refusal.js';
import { SettingsReader } from '../../../../shared/pure/settings/reader.js';
import {
  GRID_DEFAULTS,
  GRID_MODES,
  GRID_TIMEFRAMES,
  INITIAL_POSITIONS,
  MARGIN_MODES,
  RANGE_EXITS,
  SPACINGS,
  START_TRIGGERS,
  STOP_MODES,
  STOP_UNITS,
  TREND_FILTERS,
  type GridSettings,
  type GridStop,
  type StartTrigger,
} from './grid-settings.js';
import { checkSettings, type SettingsContext } from './settings-rules.js';

const POSITIVE = { above: '0' } as const;
/** Where the venue's maximum is not known. */
const MOST_LEVERAGE = 125;
const SYMBOL = /^[^\s]{1,60}$/;

/**
 * Reads a settings document: missing members take their defaults, everything wrong is refused at once, with the field, the
 * value and what is allowed. What needs the instrument's ticks and minimums is checked by `planGrid`.
 */
export function readGridSettings(
  document: unknown,
  context: SettingsContext,
): Result<GridSettings, readonly FieldRefusal[]> {
  const named = withoutNullTimeframe(document);
  const reader = SettingsReader.open(named.document);
  const defaults = GRID_DEFAULTS;
  const mode = reader.oneOf('mode', GRID_MODES, defaults.mode);
  const spacing = reader.oneOf('spacing', SPACINGS, defaults.spacing);
  // Spot has a rule of its own, which says why.
  const most = context.kind === 'spot' ? MOST_LEVERAGE : (context.maxLeverage ?? MOST_LEVERAGE);
  const edge = (name: 'lower' | 'upper'): string | null =>
    spacing === 'dynamic' ? reader.optionalDecimal(name, POSITIVE) : reader.requiredDecimal(name, POSITIVE);
  const settings: GridSettings = {
    symbol: reader.text('symbol', defaults.symbol, SYMBOL, 'a symbol such as BTC/USDT'),
    mode,
    timeframe: namedTimeframe(reader, named.given),
    spacing,
    lower: edge('lower'),
    upper: edge('upper'),
    levels: reader.integer('levels', defaults.levels, 2, 200),
    investment: reader.requiredDecimal('investment', POSITIVE),
    amounts: reader.decimals('amounts', 199, POSITIVE),
    leverage: reader.integer('leverage', defaults.leverage, 1, most),
    marginMode: reader.oneOf('marginMode', MARGIN_MODES, defaults.marginMode),
    startTrigger: readTrigger(reader.object('startTrigger')),
    initialPosition: reader.oneOf('initialPosition', INITIAL_POSITIONS, mode === 'neutral' ? 'none' : 'buy'),
    stopLoss: readStop(reader.object('stopLoss')),
    takeProfit: readStop(reader.object('takeProfit')),
    trailingUp: reader.optionalDecimal('trailingUp', POSITIVE),
    trailingDown: reader.optionalDecimal('trailingDown', POSITIVE),
    onRangeExit: reader.oneOf('onRangeExit', RANGE_EXITS, defaults.onRangeExit),
    trendFilter: reader.oneOf('trendFilter', TREND_FILTERS, defaults.trendFilter),
    idleStopMin: readMinutes(reader),
    stopMode: reader.oneOf('stopMode', STOP_MODES, defaults.stopMode),
  };
  reader.close();
  checkSettings(settings, context, reader);
  return reader.refusals.length === 0 ? ok(settings) : err(reader.refusals);
}

function readTrigger(reader: SettingsReader): StartTrigger {
  const type = reader.oneOf('type', START_TRIGGERS, 'now');
  const bounds = type.startsWith('rsi') ? { min: '0', max: '100' } : POSITIVE;
  const value = reader.optionalDecimal('value', bounds);
  if (type !== 'now' && value === null) reader.refuse('value', value, `a decimal, required for ${type}`);
  reader.close();
  return { type, value: type === 'now' ? null : value };
}

function readStop(reader: SettingsReader): GridStop {
  const unit = reader.oneOf('unit', STOP_UNITS, 'off');
  const value = reader.optionalDecimal('value', POSITIVE);
  reader.close();
  if (unit === 'off') return { unit, value: null };
  if (value === null) reader.refuse('value', value, `a decimal > 0, required for ${unit}`);
  return { unit, value: value ?? '1' };
}

function readMinutes(reader: SettingsReader): number | null {
  const text = reader.optionalDecimal('idleStopMin', { min: '1', max: '525600' });
  if (text === null) return null;
  if (text.includes('.')) reader.refuse('idleStopMin', text, 'whole minutes 1..525600, or null');
  return Number(text);
}

/** The reader knows defaults but no null choices, so a null timeframe is read as a missing one. */
function withoutNullTimeframe(document: unknown): { document: unknown; given: boolean } {
  if (typeof document !== 'object' || document === null || !Object.hasOwn(document, 'timeframe'))
    return { document, given: false };
  if ((document as { timeframe: unknown }).timeframe !== null) return { document, given: true };
  return {
    document: Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'timeframe')),
    given: false,
  };
}

function namedTimeframe(reader: SettingsReader, given: boolean): GridSettings['timeframe'] {
  const timeframe = reader.oneOf('timeframe', GRID_TIMEFRAMES, '1m');
  return given ? timeframe : null;
}
