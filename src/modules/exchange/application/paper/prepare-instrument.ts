import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import type {
  PreparedInstrument,
  PrepareInstrumentData,
} from '../../contracts/commands/prepare-instrument.command.js';
import { PAPER_MAX_LEVERAGE, prepareBook } from '../../domain/index.js';
import { catchUp } from './catch-up.js';
import type { Floor } from './floor.js';
import type { PaperAccount, PaperBook } from './paper-account.js';
import { paperTerms } from './paper-terms.js';

/**
 * Sets the terms of an instrument on an account, and opens its book when it has none. Refused with `unknown-account`,
 * `unknown-instrument`, `wrong-currency`, `position-open` or `invalid-leverage`.
 */
export async function prepareInstrument(
  floor: Floor,
  data: PrepareInstrumentData,
): Promise<Result<PreparedInstrument, Refusal>> {
  const { accountId, userId, symbol, leverage, marginMode } = data;
  const account = floor.accounts.find(accountId);
  if (account?.userId !== userId)
    return err(refusal('unknown-account', `there is no account ${accountId}`, { accountId }));
  if (leverage > PAPER_MAX_LEVERAGE)
    return err(
      refusal('invalid-leverage', `leverage cannot be ${leverage}, the most is ${PAPER_MAX_LEVERAGE}`, {
        leverage,
        maxLeverage: PAPER_MAX_LEVERAGE,
      }),
    );
  const book = account.find(symbol);
  if (book === undefined) return openBookOf(floor, account, data);
  if (book.book.leverage === leverage && book.book.marginMode === marginMode) return ok(inForce(book));
  const prepared = prepareBook(book.book, leverage, marginMode);
  if (!prepared.ok) return prepared;
  await floor.commit({ to: null, accounts: [account] });
  return ok({ ...inForce(book), leverage, marginMode });
}

async function openBookOf(
  floor: Floor,
  account: PaperAccount,
  { symbol, leverage, marginMode }: PrepareInstrumentData,
): Promise<Result<PreparedInstrument, Refusal>> {
  const { feed, venue } = floor.parts;
  const instrument = feed.instruments.find((each) => each.symbol === symbol);
  if (instrument === undefined)
    return err(refusal('unknown-instrument', `${symbol} is not traded on ${venue}`, { symbol, venue }));
  if (instrument.quote !== account.currency) return err(wrongCurrency(instrument, account));
  const terms = paperTerms(account.id, instrument, feed.candleDecimals, feed.conditions);
  const opened = account.open(symbol, terms, leverage, marginMode);
  if (!opened.ok) return opened;
  await join(floor, opened.value);
  const answer = inForce(opened.value);
  await floor.commit({ to: null, accounts: [account] });
  return ok(answer);
}

/**
 * Takes a new book to where the others stand: it knows the last price, and takes part in the phase that is going on. After
 * candles that are missing it begins like a book that is there before the first one.
 */
async function join(floor: Floor, { book }: PaperBook): Promise<void> {
  const { parts, position } = floor;
  const from = epochMs(position.marketTime - TIMEFRAME_MS[parts.feed.timeframe]);
  await catchUp([{ books: [book], from }], parts.feed, position, (await floor.next())?.candle ?? null);
}

const wrongCurrency = ({ symbol, quote }: Instrument, { currency }: PaperAccount): Refusal =>
  refusal('wrong-currency', `${symbol} is settled in ${quote}, the account is in ${currency}`, {
    symbol,
    quote,
    currency,
  });

const inForce = ({ book, terms }: PaperBook): PreparedInstrument => ({
  leverage: book.leverage,
  marginMode: book.marginMode,
  makerRate: terms.fees.maker,
  takerRate: terms.fees.taker,
});
