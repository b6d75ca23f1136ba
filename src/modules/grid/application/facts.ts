import type { AccountFacts } from '../../../shared/pure/strategy/input.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { ShellParts } from '../../../shared/platform/strategy/strategy-shell.js';
import { DYNAMIC_LINES, pointIn, type GridSettings, type LadderPlace } from '../domain/index.js';

type Asking = Pick<ShellParts, 'bus' | 'world'>;

/** Where a question is about: an account and an instrument of its venue. */
export interface Where {
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
}

/** The account at the last mark; nothing is known of one that the venue does not tell of. */
export async function accountNow(
  { bus, world }: Asking,
  { accountId, symbol }: Omit<Where, 'venue'>,
): Promise<AccountFacts> {
  const facts = await bus.ask(new world.facts({ accountIds: [accountId], symbol }));
  return facts[accountId] ?? { equity: null, cash: null };
}

/** Last price as decimal text; refused (`price-unknown`) while there is none. */
export async function priceNow(
  { bus, world }: Asking,
  { venue, symbol }: Omit<Where, 'accountId'>,
): Promise<Result<string, Refusal>> {
  const [ticker] = await bus.ask(new world.tickers({ venue, symbols: [symbol] }));
  return ticker === undefined
    ? err(refusal('price-unknown', `${symbol} has no price yet`, { symbol }))
    : ok(ticker.last);
}

/** Where a ladder of these settings would stand now; refused (`dynamic-lines-unknown`) while its lines cannot be drawn. */
export async function placeNow(
  { bus, world }: Asking,
  { venue, symbol }: Omit<Where, 'accountId'>,
  { spacing }: GridSettings,
): Promise<Result<LadderPlace, Refusal>> {
  if (spacing !== 'dynamic') return ok({ shift: 0, point: null });
  const { timeframe, warmUp, start } = DYNAMIC_LINES;
  const range = { from: null, to: null, limit: warmUp };
  const candles = await bus.ask(new world.candles({ venue, symbol, timeframe, ...range }));
  const fold = start();
  for (const { high, low, close } of candles.ok ? candles.value : [])
    fold.next(Number(high), Number(low), Number(close));
  const point = pointIn(fold.values);
  return point === null
    ? err(
        refusal('dynamic-lines-unknown', 'there are too few 15m candles to draw the dynamic lines', {
          field: 'spacing',
          value: 'dynamic',
          allowed: 'after 37 candles of 15m; arithmetic or geometric before',
        }),
      )
    : ok({ shift: 0, point });
}
