import { TEST_INSTRUMENTS, testInstrument } from '../../modules/exchange/domain/index.js';
import type { Instrument, MaintenanceTier, PriceBand } from '../../shared/pure/market/instrument.js';
import { wrongTiers } from '../../shared/pure/market/maintenance.js';
import { parseDecimal, pow10 } from '../../shared/pure/numbers/decimal.js';
import { SettingsReader } from '../../shared/pure/settings/reader.js';
import type { StrategyKind } from '../../shared/pure/strategy/instance.js';
import { BadInput } from '../bad-input.js';
import type { InstrumentRecord } from '../result/backtest-result.js';
import { refusedFields } from '../strategies/bot-terms.js';

const USUAL_SYMBOL: Readonly<Record<StrategyKind, string>> = {
  'hyper-rsi': 'BTC/USDT:USDT',
  grid: 'BTC/USDT',
};

const POSITIVE = { above: '0' } as const;
const SYMBOL = /^[^\s/]{1,30}\/[^\s/:]{1,20}(:[^\s/:]{1,30})?$/;

/**
 * The instrument that is asked for: a record, a test instrument by name, what the settings name, or the usual one of the
 * strategy. @throws BadInput
 */
export function readInstrument(given: unknown, settings: unknown, strategy: StrategyKind): Instrument {
  if (typeof given === 'object' && given !== null) return instrumentOf(given);
  const named = given ?? symbolIn(settings) ?? USUAL_SYMBOL[strategy];
  const found = typeof named === 'string' ? testInstrument(named) : null;
  if (found !== null) return found;
  const names = TEST_INSTRUMENTS.map(({ symbol }) => symbol).join(', ');
  throw new BadInput(
    `instrument: there is no test instrument ${JSON.stringify(named)} (there are ${names}); give a JSON file`,
  );
}

function symbolIn(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null && 'symbol' in settings
    ? settings.symbol
    : undefined;
}

/** A record as JSON. What may be left out: `kind`, `base`, `quote` (in the symbol), `minSize` (the lot), `quoteScale` (8). */
function instrumentOf(document: object): Instrument {
  const reader = SettingsReader.open(withoutLists(document));
  const symbol = reader.text('symbol', '', SYMBOL, 'a symbol such as BTC/USDT or BTC/USDT:USDT');
  if (symbol === '') reader.refuse('symbol', symbol, 'required');
  const [pair = '', settled] = symbol.split(':');
  const [base = '', quote = ''] = pair.split('/');
  const kind = reader.oneOf('kind', ['spot', 'perpetual'], settled === undefined ? 'spot' : 'perpetual');
  const bands = bandsOf(document, reader);
  const tiers = tiersOf(document, reader, kind);
  const lot = reader.requiredDecimal('lot', POSITIVE);
  const instrument: Instrument = {
    symbol,
    kind,
    base: reader.text('base', base, /^\S{1,30}$/, 'a currency'),
    quote: reader.text('quote', quote, /^\S{1,30}$/, 'a currency'),
    tick:
      bands === null
        ? reader.requiredDecimal('tick', POSITIVE)
        : (reader.optionalDecimal('tick', POSITIVE) ?? bands[0]!.tick),
    lot,
    minSize: reader.optionalDecimal('minSize', { min: '0' }) ?? lot,
    minNotional: reader.optionalDecimal('minNotional', { min: '0' }) ?? '0',
    quoteScale: reader.integer('quoteScale', 8, 0, 18),
    maintenanceRate: maintenanceOf(reader, kind, tiers),
    ...(tiers !== null && { maintenanceTiers: tiers }),
    priceBands: bands,
  };
  reader.close();
  if (reader.refusals.length > 0) throw refusedInstrument(reader);
  return instrument;
}

/** With tiers the rate is that of the first one, and need not be given. */
function maintenanceOf(
  reader: SettingsReader,
  kind: Instrument['kind'],
  tiers: readonly MaintenanceTier[] | null,
): string | null {
  const rate = reader.optionalDecimal('maintenanceRate', { min: '0', max: '0.99' });
  if (kind === 'spot') return null;
  const first = tiers?.[0]?.maintenanceRate ?? null;
  if (first !== null && rate !== null && !isEqual(rate, first))
    reader.refuse('maintenanceRate', rate, `that of the first tier, ${first}`);
  return first ?? rate ?? '0.005';
}

const isEqual = (left: string, right: string): boolean => {
  const [a, b] = [parseDecimal(left)!, parseDecimal(right)!];
  return a.units * pow10(b.scale) === b.units * pow10(a.scale);
};

/** Tiers as objects with the names of a tier; null where there are none. */
function tiersOf(
  document: object,
  reader: SettingsReader,
  kind: Instrument['kind'],
): readonly MaintenanceTier[] | null {
  const given = 'maintenanceTiers' in document ? document.maintenanceTiers : null;
  if (given === null || given === undefined) return null;
  const tiers = Array.isArray(given) ? given.map(tierOf) : [null];
  const wrong =
    kind === 'spot'
      ? 'nothing on spot'
      : tiers.includes(null)
        ? 'a list of {notionalFloor, maintenanceRate, maxLeverage, maintenanceAmount}'
        : wrongTiers(tiers as MaintenanceTier[]);
  if (wrong === null) return tiers as MaintenanceTier[];
  reader.refuse('maintenanceTiers', given, wrong);
  return null;
}

function tierOf(value: unknown): MaintenanceTier | null {
  const reader = SettingsReader.open(value);
  const amount = reader.optionalDecimal('maintenanceAmount', { min: '0' });
  const tier: MaintenanceTier = {
    notionalFloor: reader.requiredDecimal('notionalFloor', { min: '0' }),
    maintenanceRate: reader.requiredDecimal('maintenanceRate', { min: '0', max: '0.99' }),
    maxLeverage: reader.integer('maxLeverage', 0, 1, 1_000),
    ...(amount !== null && { maintenanceAmount: amount }),
  };
  reader.close();
  return reader.refusals.length === 0 ? tier : null;
}

/** Bands come as pairs `[from, tick]` or as objects; the reader knows neither, so they are read apart. */
function bandsOf(document: object, reader: SettingsReader): readonly PriceBand[] | null {
  const given = 'priceBands' in document ? document.priceBands : null;
  if (given === null || given === undefined) return null;
  const bands = Array.isArray(given) ? given.map(bandOf) : [];
  const isAscending = bands.every(
    (band, index) => band !== null && (index === 0 || Number(band.from) > Number(bands[index - 1]?.from)),
  );
  if (bands.length > 0 && isAscending && Number(bands[0]!.from) === 0) return bands as PriceBand[];
  reader.refuse('priceBands', given, 'pairs [from, tick], ascending, the first from 0');
  return [{ from: '0', tick: '1' }];
}

function bandOf(value: unknown): PriceBand | null {
  const [from, tick] = Array.isArray(value)
    ? (value as unknown[])
    : [(value as PriceBand | null)?.from, (value as PriceBand | null)?.tick];
  const reader = SettingsReader.open({ from, tick });
  const band = {
    from: reader.requiredDecimal('from', { min: '0' }),
    tick: reader.requiredDecimal('tick', POSITIVE),
  };
  return reader.refusals.length === 0 ? band : null;
}

const withoutLists = (document: object): object =>
  Object.fromEntries(
    Object.entries(document).filter(([name]) => name !== 'priceBands' && name !== 'maintenanceTiers'),
  );

const refusedInstrument = ({ refusals }: SettingsReader): BadInput =>
  new BadInput(refusedFields(refusals).message.replace(/^settings/, 'instrument'));

/** The record as a result shows it, and as a file may give it. */
export const instrumentRecord = ({ priceBands, ...instrument }: Instrument): InstrumentRecord => ({
  ...instrument,
  priceBands: priceBands === null ? null : priceBands.map(({ from, tick }) => [from, tick]),
});
