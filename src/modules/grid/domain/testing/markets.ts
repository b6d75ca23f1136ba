import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import { marketScale } from '../../../../shared/pure/market/scale.js';
import { gridMarket, type GridMarket } from '../market.js';

/** A plain spot instrument: tick 0.01, lot 0.00001, at least 5 USDT. */
export const SPOT: Instrument = {
  symbol: 'BTC/USDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  tick: '0.01',
  lot: '0.00001',
  minSize: '0.00001',
  minNotional: '5',
  quoteScale: 8,
  maintenanceRate: null,
  priceBands: null,
};

/** A linear perpetual: tick 0.1, lot 0.0001, maintenance 0.5 %. */
export const PERPETUAL: Instrument = {
  ...SPOT,
  symbol: 'BTC/USDT:USDT',
  kind: 'perpetual',
  tick: '0.1',
  lot: '0.0001',
  minSize: '0.0001',
  maintenanceRate: '0.005',
};

/** A market in price bands: below 10,000 KRW steps of 5, from there of 10; at least 5,000 KRW. */
export const KRW: Instrument = {
  ...SPOT,
  symbol: 'BTC/KRW',
  quote: 'KRW',
  lot: '0.00000001',
  minSize: '0.00000001',
  minNotional: '5000',
  priceBands: [
    { from: '0', tick: '0.01' },
    { from: '1000', tick: '5' },
    { from: '10000', tick: '10' },
    { from: '100000', tick: '50' },
  ],
};

export const marketOf = (instrument: Instrument, maker = '0.001', taker = maker): GridMarket =>
  gridMarket(marketScale(instrument), { maker, taker });
