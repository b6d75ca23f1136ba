import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import { marketScale } from '../../../../shared/pure/market/scale.js';
import { DEFAULT_FEES, DEFAULT_SLIPPAGE_BPS, type BookTerms } from '../../domain/index.js';
import type { PaperTerms } from '../ports/paper-store.port.js';

/** Every eight hours, longs to shorts: what most venues fall back to. */
const FUNDING_RATE = '0.0001';

/** The conditions that new books of the paper venue start with. */
export function paperTerms(accountId: string, instrument: Instrument, candleDecimals: number): PaperTerms {
  return {
    instrument,
    candleDecimals,
    fees: DEFAULT_FEES,
    slippageBps: DEFAULT_SLIPPAGE_BPS,
    fillRule: 'touch',
    fundingRate: instrument.kind === 'perpetual' ? FUNDING_RATE : null,
    tradePrefix: `${accountId}/${instrument.symbol}/`,
  };
}

/** The same for the matching; leverage and margin mode are set afterwards. */
export function bookTerms({ instrument, candleDecimals, fundingRate, ...terms }: PaperTerms): BookTerms {
  return {
    ...terms,
    scale: marketScale(instrument, candleDecimals),
    leverage: 1,
    marginMode: 'isolated',
    funding: fundingRate === null ? { kind: 'none' } : { kind: 'constant', rate: fundingRate },
  };
}
