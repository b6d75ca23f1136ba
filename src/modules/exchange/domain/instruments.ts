import type { Instrument, PriceBand } from '../../../shared/pure/market/instrument.js';

/**
 * The instruments of the paper venue: stand-ins with plain rules, not any exchange's current ones. A price path of BTC
 * against a dollar coin is offered as a spot pair and as a perpetual.
 */
export const TEST_INSTRUMENTS: readonly Instrument[] = [
  perpetual('BTC', '0.1', '0.0001'),
  perpetual('ETH', '0.01', '0.001'),
  perpetual('SOL', '0.01', '0.01'),
  perpetual('XRP', '0.0001', '0.1'),
  spot('BTC', 'USDT', '0.01', '0.00001', '5', null),
  spot('BTC', 'KRW', '0.01', '0.00000001', '5000', [
    { from: '0', tick: '0.01' },
    { from: '10', tick: '0.1' },
    { from: '100', tick: '1' },
    { from: '1000', tick: '5' },
    { from: '10000', tick: '10' },
    { from: '100000', tick: '50' },
    { from: '500000', tick: '100' },
    { from: '1000000', tick: '500' },
    { from: '2000000', tick: '1000' },
  ]),
];

/** The test instrument of that name; `KRW-BTC` is Upbit's way of writing BTC/KRW. */
export function testInstrument(name: string): Instrument | null {
  const symbol = name === 'KRW-BTC' ? 'BTC/KRW' : name;
  return TEST_INSTRUMENTS.find((instrument) => instrument.symbol === symbol) ?? null;
}

function perpetual(base: string, tick: string, lot: string): Instrument {
  return {
    symbol: `${base}/USDT:USDT`,
    kind: 'perpetual',
    base,
    quote: 'USDT',
    tick,
    lot,
    minSize: lot,
    minNotional: '5',
    quoteScale: 8,
    maintenanceRate: '0.005',
    priceBands: null,
  };
}

function spot(
  base: string,
  quote: string,
  tick: string,
  lot: string,
  minNotional: string,
  priceBands: readonly PriceBand[] | null,
): Instrument {
  return {
    symbol: `${base}/${quote}`,
    kind: 'spot',
    base,
    quote,
    tick,
    lot,
    minSize: lot,
    minNotional,
    quoteScale: 8,
    maintenanceRate: null,
    priceBands,
  };
}
