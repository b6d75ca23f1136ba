import { parseDecimal, pow10, type Decimal } from '../../../../shared/pure/numbers/decimal.js';
import type { SettingsReader } from '../../../../shared/pure/settings/reader.js';
import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import { LEVEL_NAMES, type HyperRsiSettings } from './hyper-rsi-settings.js';
import type { SettingsContext } from './settings-context.js';
import { firstNotional, worstCase } from './worst-case.js';

/** Decimals a trailing percentage may have: more than any price can show, and what matching multiplies exactly. */
const TRAILING_DECIMALS = 8;

/** Checks across fields; each finding names one field, its value and what would be allowed. */
export function checkSettings(
  settings: HyperRsiSettings,
  context: SettingsContext,
  reader: SettingsReader,
): void {
  const check = checker(reader);
  checkSpot(settings, context, check);
  checkSignals(settings, check);
  checkTrailing(settings, check);
  checkMinimum(settings, context, check);
  checkCap(settings, context, check);
  checkHedge(settings, context, check);
}

type Check = (fields: readonly string[], value: unknown, allowed: string) => void;

/**
 * Refuses the first of `fields`, unless one of them was refused already: it then holds a stand-in value, and a rule about
 * that would only puzzle the reader.
 */
function checker(reader: SettingsReader): Check {
  const broken = reader.refusals.map(({ field }) => field);
  const sound = (field: string): boolean =>
    !broken.some(
      (known) => known === field || known.startsWith(`${field}.`) || known.startsWith(`${field}[`),
    );
  return (fields, value, allowed) => {
    if (fields.every(sound)) reader.refuse(fields[0]!, value, allowed);
  };
}

function checkSpot(settings: HyperRsiSettings, { kind }: SettingsContext, check: Check): void {
  if (kind !== 'spot') return;
  if (settings.direction !== 'long')
    check(['direction'], settings.direction, 'long: on spot nothing can be sold that is not held');
  if (settings.leverage !== 1)
    check(['leverage'], settings.leverage, '1: spot has no leverage, that needs a perpetual');
  if (settings.marginMode !== 'cross')
    check(['marginMode'], settings.marginMode, 'cross: spot has no margin, that needs a perpetual');
  if (settings.hedge.enabled)
    check(['hedge.enabled'], true, 'false: a hedge needs a perpetual in hedge position mode');
}

function checkSignals(settings: HyperRsiSettings, check: Check): void {
  const { oversold, overbought, timeframe, trendTimeframe } = settings;
  if (compare(parseDecimal(oversold)!, parseDecimal(overbought)!) >= 0)
    check(['oversold', 'overbought'], oversold, `< overbought (${overbought})`);
  if (trendTimeframe !== 'auto' && TIMEFRAME_MS[trendTimeframe] <= TIMEFRAME_MS[timeframe])
    check(['trendTimeframe', 'timeframe'], trendTimeframe, `auto, or above the chart's ${timeframe}`);
  if (settings.pyramidingLimit > 1 && !settings.pyramidingNeedsPrice && !settings.pyramidingNeedsSignal)
    check(
      ['pyramidingNeedsSignal', 'pyramidingNeedsPrice', 'pyramidingLimit'],
      false,
      'true, or pyramidingNeedsPrice true: adds (pyramidingLimit > 1) need at least one condition',
    );
}

function checkTrailing({ trailing, takeProfits }: HyperRsiSettings, check: Check): void {
  if (!trailing.enabled) return;
  const { armedBy, offset } = trailing;
  const enabled = LEVEL_NAMES.filter((_, index) => takeProfits[index]?.enabled === true);
  const allowed = enabled.slice(0, -1);
  if (!allowed.includes(armedBy)) {
    const choice = allowed.length === 0 ? 'trailing off' : `one of ${allowed.join(', ')} (or trailing off)`;
    check(
      ['trailing.armedBy', 'takeProfits'],
      armedBy,
      `${choice}: an enabled level with another after it, whose share then trails`,
    );
  }
  if (offset.unit === 'tp-gap' && !(enabled.includes('tp2') && enabled.includes('tp3')))
    check(
      ['trailing.offset.unit', 'takeProfits'],
      offset.unit,
      'percent, or tp-gap with tp2 and tp3 enabled',
    );
  if (offset.unit === 'percent' && parseDecimal(offset.value)!.scale > TRAILING_DECIMALS)
    check(['trailing.offset.value'], offset.value, `> 0 with at most ${TRAILING_DECIMALS} decimals`);
}

function checkHedge({ hedge, takeProfits }: HyperRsiSettings, context: SettingsContext, check: Check): void {
  if (!hedge.enabled || context.kind === 'spot') return;
  if (context.positionMode !== 'hedge')
    check(
      ['hedge.enabled'],
      true,
      'false: a hedge needs hedge position mode, and this account is in one-way mode',
    );
  const { stopLoss } = hedge;
  if (!stopLoss.enabled || stopLoss.unit !== 'main-tp') return;
  const enabled = LEVEL_NAMES.flatMap((_, index) =>
    takeProfits[index]?.enabled === true ? [index + 1] : [],
  );
  if (!enabled.includes(Number(stopLoss.value)))
    check(
      ['hedge.stopLoss.value', 'takeProfits'],
      stopLoss.value,
      enabled.length === 0 ? 'percent: no take-profit is enabled' : `an enabled level: ${enabled.join(', ')}`,
    );
}

function checkMinimum(settings: HyperRsiSettings, context: SettingsContext, check: Check): void {
  const { margin, leverage, marginUnit } = settings;
  const fields = ['margin', 'marginUnit', 'leverage'];
  if (marginUnit === 'base') {
    const least = context.minSize;
    if (least !== undefined && compare(parseDecimal(margin)!, parseDecimal(least)!) < 0)
      check(fields, margin, `>= ${least}, the smallest size of the venue`);
    return;
  }
  const first = firstNotional(settings, context.equity ?? null);
  const least = context.minNotional;
  if (first !== null && least !== undefined && compare(first, parseDecimal(least)!) < 0)
    check(fields, margin, `margin x leverage (${leverage}) >= ${least}, the smallest order of the venue`);
}

function checkCap(settings: HyperRsiSettings, context: SettingsContext, check: Check): void {
  const cap = settings.maxNotional;
  if (cap === null) return;
  const worst = worstCase(settings, context.equity ?? null);
  const fields = ['maxNotional', 'margin', 'marginUnit', 'leverage', 'entryMultiplier', 'pyramidingLimit'];
  if (worst !== null && compare(parseDecimal(cap)!, parseDecimal(worst.total)!) < 0)
    check(fields, cap, `>= ${worst.total}, the notional of all ${settings.pyramidingLimit} entries`);
  const limit = context.notionalLimit;
  if (typeof limit === 'string' && compare(parseDecimal(cap)!, parseDecimal(limit)!) > 0)
    check(['maxNotional'], cap, `<= ${limit}, the risk limit of the account`);
}

function compare(left: Decimal, right: Decimal): number {
  const l = left.units * pow10(right.scale);
  const r = right.units * pow10(left.scale);
  return l < r ? -1 : l > r ? 1 : 0;
}
