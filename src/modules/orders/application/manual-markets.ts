import { Injectable } from '@nestjs/common';
import type { Instrument } from '../../../shared/pure/market/instrument.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { GetCandleHistory } from '../../exchange/contracts/queries/get-candle-history.query.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';
import { GetInstrumentTerms } from '../../exchange/contracts/queries/get-instrument-terms.query.js';
import { ListAccounts } from '../../exchange/contracts/queries/list-accounts.query.js';
import { ListInstruments } from '../../exchange/contracts/queries/list-instruments.query.js';

const LAST_CANDLES = 5;
const MINUTE_MS = 60_000;

/** The market that an order of a person is judged in. */
export interface ManualMarket {
  readonly venue: string;
  readonly instrument: Instrument;
  readonly positionMode: 'one-way' | 'hedge';
  readonly at: EpochMs;
  /** Last known price, plain decimal. */
  readonly markPrice: string;
}

/** Asks for what has to be known of a market before a person's order is judged. */
@Injectable()
export class ManualMarkets {
  constructor(private readonly bus: Bus) {}

  /** Refused with `unknown-account`, `unknown-instrument` or `no-price`. */
  async of(wanted: {
    readonly userId: string;
    readonly accountId: string;
    readonly symbol: string;
  }): Promise<Result<ManualMarket, Refusal>> {
    const { userId, accountId, symbol } = wanted;
    const [accounts, { marketTime }, terms] = await Promise.all([
      this.bus.ask(new ListAccounts({ userId })),
      this.bus.ask(new GetFeedStatus({})),
      this.bus.ask(new GetInstrumentTerms({ userId, accountId, symbol })),
    ]);
    const account = accounts.find(({ id }) => id === accountId);
    if (account === undefined) return err(refusal('unknown-account', 'no such account', { accountId }));
    const { venue } = account;
    const known = await this.bus.ask(new ListInstruments({ venue }));
    const instrument = known.find((one) => one.instrument.symbol === symbol)?.instrument;
    if (instrument === undefined)
      return err(refusal('unknown-instrument', `${venue} has no ${symbol}`, { venue, symbol }));
    const from = epochMs(marketTime - LAST_CANDLES * MINUTE_MS);
    const candles = await this.bus.ask(new GetCandleHistory({ venue, symbol, from, limit: LAST_CANDLES }));
    const markPrice = candles.at(-1)?.close;
    if (markPrice === undefined)
      return err(refusal('no-price', `there is no price of ${symbol} yet`, { symbol }));
    const positionMode = terms?.positionMode ?? 'one-way';
    return ok({ venue, instrument, positionMode, at: marketTime, markPrice });
  }
}
