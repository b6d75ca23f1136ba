import fc from 'fast-check';
import { liquidationPrice as ofBook } from '../../src/modules/exchange/domain/paper/liquidation.js';
import { Desk, TIERED } from '../../src/modules/exchange/domain/paper/testing/desk.js';
import { liquidationPrice as ofGrid } from '../../src/modules/grid/domain/ladder/liquidation.js';
import { tierRefusals } from '../../src/modules/grid/domain/ladder/start-checks.js';
import { planGrid } from '../../src/modules/grid/domain/index.js';
import { marketOf } from '../../src/modules/grid/domain/testing/markets.js';
import { settingsOf } from '../../src/modules/grid/domain/testing/scripted-venue.js';
import {
  hyperRsiMarket,
  previewHyperRsi,
  readHyperRsiSettings,
} from '../../src/modules/hyper-rsi/domain/index.js';
import { liquidationPrice as ofPreview } from '../../src/modules/hyper-rsi/domain/preview/liquidation.js';
import type { Plan } from '../../src/modules/hyper-rsi/domain/plan.js';
import type { Cycle } from '../../src/modules/hyper-rsi/domain/state.js';
import { marketScale, priceOf, snapRatio, type Lots } from '../../src/shared/pure/market/scale.js';
import { money } from '../../src/shared/pure/numbers/money.js';

const scale = marketScale(TIERED, 2);
const free = { maker: '0', taker: '0' };

describe('maintenance tiers', () => {
  it('give the venue, the preview of HyperRSI and the checks of the grid the same liquidation price', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('long' as const, 'short' as const),
        fc.constantFrom('isolated' as const, 'cross' as const),
        fc.constantFrom(1, 2, 3, 10, 20),
        fc.integer({ min: 100, max: 20_000 }),
        fc.constantFrom('900', '1700.5', '40000'),
        (side, marginMode, leverage, lots, cash) => {
          const desk = new Desk({ instrument: TIERED, fees: free, marginMode, leverage, cash: '1000000' });
          const order = desk.market(side === 'long' ? 'buy' : 'sell', (lots / 1_000).toFixed(3));
          desk.run(['100', '100', '100', '100']);
          const placed = desk.give({ kind: 'place', order, replaces: null });
          fc.pre(placed.ok);
          desk.account.cash = money(cash);
          desk.run(['100', '100', '100', '100']);
          fc.pre(desk.book.position !== 0);
          const book = ofBook(desk.book, desk.book);
          const rounding = side === 'long' ? 'floor' : 'ceil';
          const part = { price: priceOf(scale, '100'), size: lots as Lots };
          const exact = ofGrid(side, [part], { leverage, marginMode }, scale, money(cash));
          const grid = exact === null ? 0 : snapRatio(scale, exact.numerator, exact.denominator, rounding);
          const market = hyperRsiMarket(scale, { taker: '0' });
          const plan = { market, settings: { leverage, marginMode } } as unknown as Plan;
          const cycle = { side, size: lots, average: String(100n * 10n ** 12n) } as unknown as Cycle;
          expect([grid, ofPreview(plan, cycle, cash) ?? 0]).toEqual([book, book]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('are told by a preview of HyperRSI for the entry that would need less leverage', () => {
    const document = { direction: 'long', leverage: 10, margin: '60', pyramidingLimit: 3, useTrend: false };
    const facts = { price: priceOf(scale, '100'), equity: '100000', cash: '100000', atr: null };
    const read = readHyperRsiSettings(document, { kind: 'perpetual', equity: '100000' });
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const shown = previewHyperRsi(read.value, hyperRsiMarket(scale, { taker: '0' }), facts);
    const found = shown.warnings.filter(({ code }) => code === 'leverage-above-tier');
    expect(found[0]).toMatchObject({ details: { side: 'long', entry: 3, leverage: 10, maxLeverage: 3 } });
    expect(shown.refusals).toEqual([]);
  });

  it('refuse a grid whose cells together come into a tier with less leverage than it has', () => {
    const market = marketOf(TIERED);
    const refusals = (investment: string, leverage: number) => {
      const document = { mode: 'long', leverage, investment, lower: '90', upper: '110', levels: 5 };
      const settings = settingsOf({ ...document, spacing: 'arithmetic' }, TIERED);
      const plan = planGrid(settings, market);
      if (!plan.ok) throw new Error(JSON.stringify(plan.error));
      return tierRefusals(settings, market, plan.value, { price: priceOf(market.scale, '100') });
    };
    expect(refusals('140', 10)).toEqual([]);
    expect(refusals('170', 10)).toMatchObject([
      { code: 'leverage-above-tier', details: { side: 'long', leverage: 10, maxLeverage: 3 } },
    ]);
    expect(refusals('600', 3)).toEqual([]);
  });
});
