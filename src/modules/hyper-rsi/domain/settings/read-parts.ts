import type { SettingsReader } from '../../../../shared/pure/settings/reader.js';
import {
  DISTANCE_UNITS,
  HEDGE_SIZE_UNITS,
  HEDGE_STOP_UNITS,
  HEDGE_TAKE_PROFIT_UNITS,
  HYPER_RSI_DEFAULTS as DEFAULTS,
  LEVEL_NAMES,
  TRAILING_UNITS,
  type DistanceSetting,
  type HedgeSetting,
  type HyperRsiSettings,
  type TakeProfitSetting,
  type TrailingSetting,
} from './hyper-rsi-settings.js';

const POSITIVE = { above: '0' } as const;
const NOT_NEGATIVE = { min: '0' } as const;

/** What an element of `takeProfits` that is left short is completed with. */
const LEVEL: TakeProfitSetting = { enabled: true, unit: 'percent', value: '2', share: '30' };

export function readDistance(reader: SettingsReader, fallback: DistanceSetting): DistanceSetting {
  const distance: DistanceSetting = {
    unit: reader.oneOf('unit', DISTANCE_UNITS, fallback.unit),
    value: reader.decimal('value', fallback.value, POSITIVE),
  };
  reader.close();
  return distance;
}

/** Fewer elements are fewer levels; a level that is off may hold zeros, nothing reads them. */
export function readTakeProfits(reader: SettingsReader): readonly TakeProfitSetting[] {
  const elements = reader.objects('takeProfits', LEVEL_NAMES.length);
  return elements === null ? DEFAULTS.takeProfits : elements.map(readTakeProfit);
}

function readTakeProfit(reader: SettingsReader): TakeProfitSetting {
  const enabled = reader.boolean('enabled', LEVEL.enabled);
  const bounds = enabled ? POSITIVE : NOT_NEGATIVE;
  const level: TakeProfitSetting = {
    enabled,
    unit: reader.oneOf('unit', DISTANCE_UNITS, LEVEL.unit),
    value: reader.decimal('value', LEVEL.value, bounds),
    share: reader.decimal('share', LEVEL.share, bounds),
  };
  reader.close();
  return level;
}

export function readStopLoss(reader: SettingsReader): HyperRsiSettings['stopLoss'] {
  const fallback = DEFAULTS.stopLoss;
  const enabled = reader.boolean('enabled', fallback.enabled);
  const stopLoss = {
    enabled,
    unit: reader.oneOf('unit', DISTANCE_UNITS, fallback.unit),
    value: reader.decimal('value', fallback.value, enabled ? POSITIVE : NOT_NEGATIVE),
  };
  reader.close();
  return stopLoss;
}

export function readBreakEven(reader: SettingsReader): HyperRsiSettings['breakEven'] {
  const fallback = DEFAULTS.breakEven;
  const breakEven = {
    tp1: reader.boolean('tp1', fallback.tp1),
    tp2: reader.boolean('tp2', fallback.tp2),
    tp3: reader.boolean('tp3', fallback.tp3),
  };
  reader.close();
  return breakEven;
}

export function readTrailing(reader: SettingsReader): TrailingSetting {
  const fallback = DEFAULTS.trailing;
  const enabled = reader.boolean('enabled', fallback.enabled);
  const armedBy = reader.oneOf('armedBy', LEVEL_NAMES, fallback.armedBy);
  const offset = reader.object('offset');
  const unit = offset.oneOf('unit', TRAILING_UNITS, fallback.offset.unit);
  const value =
    unit === 'tp-gap'
      ? (offset.optionalDecimal('value', NOT_NEGATIVE) ?? fallback.offset.value)
      : offset.decimal('value', fallback.offset.value, enabled ? POSITIVE : NOT_NEGATIVE);
  offset.close();
  reader.close();
  return { enabled, armedBy, offset: { unit, value } };
}

export function readHedge(reader: SettingsReader): HedgeSetting {
  const fallback = DEFAULTS.hedge;
  const size = reader.object('size');
  const takeProfit = reader.object('takeProfit');
  const stopLoss = reader.object('stopLoss');
  const hedge: HedgeSetting = {
    enabled: reader.boolean('enabled', fallback.enabled),
    trigger: reader.integer('trigger', fallback.trigger, 1, 10),
    size: {
      unit: size.oneOf('unit', HEDGE_SIZE_UNITS, fallback.size.unit),
      value: size.decimal('value', fallback.size.value, POSITIVE),
    },
    takeProfit: {
      unit: takeProfit.oneOf('unit', HEDGE_TAKE_PROFIT_UNITS, fallback.takeProfit.unit),
      value: takeProfit.optionalDecimal('value', POSITIVE),
    },
    closeMainOnTakeProfit: reader.boolean('closeMainOnTakeProfit', fallback.closeMainOnTakeProfit),
    stopLoss: {
      enabled: stopLoss.boolean('enabled', fallback.stopLoss.enabled),
      unit: stopLoss.oneOf('unit', HEDGE_STOP_UNITS, fallback.stopLoss.unit),
      value: stopLoss.decimal('value', fallback.stopLoss.value, POSITIVE),
    },
    limit: reader.integer('limit', fallback.limit, 1, 10),
    closeOnTrendClose: reader.boolean('closeOnTrendClose', fallback.closeOnTrendClose),
  };
  for (const part of [size, takeProfit, stopLoss, reader]) part.close();
  if (hedge.takeProfit.unit === 'percent' && hedge.takeProfit.value === null)
    takeProfit.refuse('value', null, 'a decimal > 0 when the unit is percent');
  if (hedge.stopLoss.unit === 'main-tp' && !/^[123]$/.test(hedge.stopLoss.value))
    stopLoss.refuse('value', hedge.stopLoss.value, '1, 2 or 3 when the unit is main-tp');
  return hedge;
}
