import { money } from '../../../../shared/pure/numbers/money.js';
import type { WireOrder } from '../../../../shared/pure/strategy/wire-order.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { atClose, atOpen, alongPath, USUAL_CONDITIONS } from '../../domain/index.js';
import { testInstrument } from '../../domain/instruments.js';
import { factsOf, stateOf } from './account-views.js';
import { Accounts } from './accounts.js';
import type { Floor } from './floor.js';
import { carryOut } from './operations.js';
import { PaperAccount } from './paper-account.js';
import { paperTerms } from './paper-terms.js';
import { setPositionMode } from './set-position-mode.js';
import { ToldCandle } from './told-candle.js';

const PERPETUAL = 'BTC/USDT:USDT';
const SPOT = 'BTC/USDT';

/** An account of `me` with a book of each kind, on a market that stands at 60000. */
class Desk {
  readonly account = PaperAccount.thaw({
    ...{ id: 'a', userId: 'me', venue: 'paper', label: 'a', currency: 'USDT', books: [] },
    ...{ cash: money('10000'), positionMode: 'one-way', createdAt: epochMs(0), version: 0 },
  });
  private minute = 0;
  private orders = 0;

  constructor() {
    for (const symbol of [PERPETUAL, SPOT]) {
      const terms = paperTerms('a', testInstrument(symbol)!, 2, { ...USUAL_CONDITIONS, funding: null });
      expect(this.account.open(symbol, terms, 1, 'isolated').ok).toBe(true);
    }
    this.candle();
  }

  /** The floor of a venue whose store takes everything. */
  private get floor(): Floor {
    return {
      accounts: new Accounts([this.account]),
      commit: async ({ accounts }: { accounts: readonly PaperAccount[] }) => {
        for (const account of accounts) account.renew(account.freeze());
      },
    } as unknown as Floor;
  }

  choose(positionMode: 'one-way' | 'hedge', userId = 'me') {
    return setPositionMode(this.floor, { userId, accountId: 'a', positionMode });
  }

  submit(order: WireOrder, symbol = PERPETUAL): string {
    const id = `o-${(this.orders += 1)}`;
    const names = { clientOrderId: id, leg: id, cycle: 1, reason: 'test', replaces: null };
    const operation = { op: 'place', order, ...names } as const;
    const data = { accountId: 'a', symbol, operations: [operation], deadline: epochMs(0) };
    const [outcome] = carryOut(this.account.find(symbol)!, data, new Map(), false).outcomes;
    return outcome!.code ?? outcome!.outcome;
  }

  candle(price = '60000'): void {
    const openTime = epochMs(this.minute * 60_000);
    this.minute += 1;
    const told = new ToldCandle(
      { openTime, open: price, high: price, low: price, close: price, volume: '0' },
      60_000,
    );
    for (const { book } of this.account.books) {
      while (atOpen(book, told.for(book)).length > 0);
      alongPath(book, told.for(book));
      atClose(book, told.for(book));
    }
  }
}

const market = (side: 'buy' | 'sell', size: string, more: Partial<WireOrder> = {}): WireOrder =>
  ({ type: 'market', side, size, reduceOnly: false, ...more }) as WireOrder;

describe('the position mode of a paper account', () => {
  it('is chosen while nothing is held or waits, and read back', async () => {
    const desk = new Desk();
    expect(await desk.choose('hedge')).toEqual({ ok: true, value: { positionMode: 'hedge' } });
    expect(desk.account.view.positionMode).toBe('hedge');
    expect(await desk.choose('one-way')).toMatchObject({ ok: true });
    expect(desk.account.view.positionMode).toBe('one-way');
  });

  it('stays while the venue has orders or positions of a perpetual, in numbers', async () => {
    const desk = new Desk();
    desk.submit(market('buy', '0.01'));
    const refused = (positions: number, openOrders: number) => ({
      error: { code: 'position-mode-in-use', details: { positions, openOrders, bots: 0 } },
    });
    expect(await desk.choose('hedge')).toMatchObject(refused(0, 1));
    desk.candle();
    expect(await desk.choose('hedge')).toMatchObject(refused(1, 0));
    // Asking for what is there changes nothing and is no error.
    expect(await desk.choose('one-way')).toMatchObject({ ok: true });
  });

  it('has nothing to do with coins: they are held once in both modes', async () => {
    const desk = new Desk();
    expect(desk.submit(market('buy', '0.01'), SPOT)).toBe('accepted');
    desk.candle();
    expect(await desk.choose('hedge')).toMatchObject({ ok: true });
    expect(desk.submit(market('sell', '0.01'), SPOT)).toBe('accepted');
  });

  it('is nobody else’s to choose', async () => {
    expect(await new Desk().choose('hedge', 'you')).toMatchObject({ error: { code: 'unknown-account' } });
  });

  it('refuses orders that were made for the other mode', async () => {
    const desk = new Desk();
    expect(desk.submit(market('sell', '0.01', { positionSide: 'short' }))).toBe('position-mode');
    await desk.choose('hedge');
    expect(desk.submit(market('sell', '0.01'))).toBe('position-mode');
    expect(desk.submit(market('sell', '0.01', { positionSide: 'long' }))).toBe('position-mode');
    expect(desk.submit(market('sell', '0.01', { positionSide: 'short' }))).toBe('accepted');
  });

  it('shows both positions of hedge mode, and counts both in the equity', async () => {
    const desk = new Desk();
    await desk.choose('hedge');
    desk.submit(market('buy', '0.05', { positionSide: 'long' }));
    desk.submit(market('sell', '0.02', { positionSide: 'short' }));
    desk.candle();
    const before = Number(factsOf(desk.account, PERPETUAL).equity);
    desk.candle('61000');
    expect(stateOf(desk.account).positions.map(({ side, size }) => [side, size])).toEqual([
      ['long', '0.05'],
      ['short', '0.02'],
    ]);
    const { equity } = factsOf(desk.account, PERPETUAL);
    expect(Number(equity) - before).toBeCloseTo(30, 6);
    expect(stateOf(desk.account).balances[0]!.total).toBe(equity);
  });
});
