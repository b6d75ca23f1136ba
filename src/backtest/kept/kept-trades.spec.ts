import fc from 'fast-check';
import type { Lots, Price } from '../../shared/pure/market/scale.js';
import { formatMoney } from '../../shared/pure/numbers/money.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import type { Fill } from '../../shared/pure/strategy/order.js';
import type { ClosedTrade, Part } from '../trades/trade.js';
import { KeptFills } from './kept-fills.js';
import { KeptTrades } from './kept-trades.js';

const at = fc.integer({ min: 0, max: 2 ** 45 }).map(epochMs);
const amount = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const price = fc.integer({ min: 1, max: 2 ** 50 }).map((units) => units as Price);
const size = fc.integer({ min: 1, max: 2 ** 50 }).map((lots) => lots as Lots);
const reason = fc.constantFrom('entry', 'tp1', 'stop', 'liquidation');

const part: fc.Arbitrary<Part> = fc.record({ at, price, size, fee: amount, reason });

const trade: fc.Arbitrary<ClosedTrade> = fc.record({
  side: fc.constantFrom('long', 'short'),
  openedAt: at,
  entries: fc.array(part, { minLength: 1, maxLength: 4 }),
  exits: fc.array(part, { maxLength: 4 }),
  cash: amount,
  fees: amount,
  funding: amount,
  closedAt: at,
  worst: amount,
  best: amount,
});

const fill: fc.Arbitrary<Fill> = fc.record({
  ...{ tradeId: fc.string(), leg: fc.string(), cycle: fc.nat() },
  ...{ side: fc.constantFrom('buy', 'sell'), price, size, fee: amount.map(formatMoney) },
  ...{ liquidity: fc.constantFrom('maker', 'taker'), reason, at, phase: fc.constantFrom('open', 'path') },
});

describe('what a run keeps', () => {
  it('has every trade with all its parts, in order of closing', () => {
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 30 }), (trades) => {
        const kept = new KeptTrades();
        for (const one of trades) kept.add(one);
        expect(kept.length).toBe(trades.length);
        expect(kept.parts).toBe(trades.reduce((sum, one) => sum + one.entries.length + one.exits.length, 0));
        expect([...kept]).toEqual(trades);
      }),
    );
  });

  it('has of every fill what its digest says, the fee to the last digit', () => {
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 30 }), (fills) => {
        const kept = new KeptFills();
        for (const one of fills) kept.add(one);
        expect(Array.from(kept, ({ fee, ...rest }) => ({ ...rest, fee: formatMoney(fee) }))).toEqual(
          fills.map(({ at: time, side, price: of, size: lots, reason: why, fee }) => ({
            ...{ at: time, side, price: of, size: lots, reason: why, fee },
          })),
        );
      }),
    );
  });
});
