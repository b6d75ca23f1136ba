import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import type { PaperConditions } from '../../../../shared/pure/market/paper-conditions.js';
import { marketScale } from '../../../../shared/pure/market/scale.js';
import type { BookTerms, PositionMode } from '../../domain/index.js';
import type { PaperTerms } from '../ports/paper-store.port.js';

/** The terms that a new book of the paper venue starts with and keeps. */
export function paperTerms(
  accountId: string,
  instrument: Instrument,
  candleDecimals: number,
  { fees, slippageBps, fillRule, funding }: PaperConditions,
): PaperTerms {
  const isPerpetual = instrument.kind === 'perpetual';
  return {
    ...{ instrument, candleDecimals, fees, slippageBps, fillRule },
    fundingRate: isPerpetual && typeof funding === 'string' ? funding : null,
    ...(isPerpetual && typeof funding === 'object' && funding !== null && { fundingTimes: funding }),
    tradePrefix: `${accountId}/${instrument.symbol}/`,
  };
}

/** The conditions that these terms were made of, on an account in this position mode. */
export function conditionsIn(
  { instrument, fees, slippageBps, fillRule, fundingRate, fundingTimes }: PaperTerms,
  positionMode: PositionMode,
): PaperConditions {
  const funding = fundingTimes ?? fundingRate;
  return { fees, slippageBps, fillRule, funding, positionMode: modeOf(instrument, positionMode) };
}

/** What an account's position mode means for one of its instruments: coins are held once, whatever the mode. */
export const modeOf = ({ kind }: Pick<Instrument, 'kind'>, positionMode: PositionMode): PositionMode =>
  kind === 'spot' ? 'one-way' : positionMode;

/** The same for the matching; leverage and margin mode are set afterwards. */
export function bookTerms(
  { instrument, candleDecimals, fundingRate, fundingTimes, ...terms }: PaperTerms,
  positionMode: PositionMode,
): BookTerms {
  return {
    ...terms,
    positionMode: modeOf(instrument, positionMode),
    scale: marketScale(instrument, candleDecimals),
    leverage: 1,
    marginMode: 'isolated',
    funding:
      fundingTimes !== undefined
        ? { kind: 'list', charges: fundingTimes }
        : fundingRate === null
          ? { kind: 'none' }
          : { kind: 'constant', rate: fundingRate },
  };
}
