import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { NO_LEVEL_ABOVE, NO_LEVEL_BELOW, type Account, type Book } from './book.js';
import { firstFundingTime } from './funding.js';
import { emptyHolding, holdingsOf } from './holding.js';
import { compileTerms, isLeverage } from './rules.js';
import type { BookTerms, MarginMode } from './terms.js';

/** Opens an empty book and adds it to the account. Refused (`invalid-terms`) with the field that cannot be used. */
export function openBook(terms: BookTerms, account: Account): Result<Book, Refusal> {
  const rules = compileTerms(terms);
  if (!rules.ok) return rules;
  const book: Book = {
    rules: rules.value,
    account,
    leverage: terms.leverage,
    marginMode: terms.marginMode,
    phase: 'new',
    marketTurn: false,
    candle: 0,
    lastEnd: -1,
    now: epochMs(0),
    step: 0,
    price: 0,
    lowFirst: true,
    ...emptyHolding(),
    short: terms.positionMode === 'hedge' ? emptyHolding() : null,
    orderSeq: 0,
    tradeSeq: 0,
    orders: new Map(),
    market: [],
    fills: [],
    buyLimits: [],
    sellLimits: [],
    buyStops: [],
    sellStops: [],
    trails: [],
    reduceOnly: 0,
    below: NO_LEVEL_BELOW,
    above: NO_LEVEL_ABOVE,
    nextFundingAt: firstFundingTime(rules.value, -1),
  };
  account.books.push(book);
  return ok(book);
}

/** Sets leverage and margin mode. Refused while a position is open (`position-open`) or out of range. */
export function prepareBook(book: Book, leverage: number, marginMode: MarginMode): Result<Book, Refusal> {
  if (leverage === book.leverage && marginMode === book.marginMode) return ok(book);
  if (!isLeverage(leverage, book.rules.spot))
    return err(refusal('invalid-leverage', `leverage cannot be ${leverage}`, { leverage }));
  const held = holdingsOf(book).find(({ position }) => position !== 0);
  if (held !== undefined)
    return err(
      refusal('position-open', 'leverage and margin mode are set while flat', {
        positionLots: held.position,
      }),
    );
  book.leverage = leverage;
  book.marginMode = marginMode;
  return ok(book);
}
