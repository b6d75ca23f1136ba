import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { marketScale } from '../../../shared/pure/market/scale.js';
import { ledgerFrame, pairs, planGrid, gridProfit, type Pair } from './index.js';
import { geometricText, gridLines } from './ladder/lines.js';
import { KRW, marketOf, PERPETUAL, SPOT } from './testing/markets.js';
import { ScriptedVenue, settingsOf } from './testing/scripted-venue.js';

/** 100, 110, ..., 200 with one coin in every cell. */
const TEN_CELLS = {
  spacing: 'arithmetic',
  lower: '100',
  upper: '200',
  levels: 11,
  investment: '1550',
  amounts: ['110', '120', '130', '140', '150', '160', '170', '180', '190', '200'],
};

const book = (venue: ScriptedVenue): ReturnType<typeof pairs> =>
  pairs(ledgerFrame(venue.market, venue.state), venue.entries);

const netOf = (pair: Pair | undefined): string => formatMoney(pair!.net);

const placed = (venue: ScriptedVenue): readonly string[] =>
  venue.ladder().map((line) => {
    const [side, price, size] = line.split(' ');
    return `${side} ${Number(price) / 100} ${Number(size) / 100_000}`;
  });

describe('the worked examples of the grid', () => {
  it('1: eleven arithmetic lines from 100 to 200 are ten apart', () => {
    const lines = gridLines(
      { spacing: 'arithmetic', lower: '100', upper: '200', levels: 11 },
      marketScale(SPOT),
    );
    expect(lines).toEqual({
      ok: true,
      value: [100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200].map((price) => price * 100),
    });
  });

  it('1: three geometric lines from 100 to 200 are 100, 141.42 and 200', () => {
    const range = { lower: '100', upper: '200', levels: 3 };
    expect(geometricText(range, 1)).toBe('141.421356237');
    expect(gridLines({ ...range, spacing: 'geometric' }, marketScale(SPOT))).toEqual({
      ok: true,
      value: [10_000, 14_142, 20_000],
    });
  });

  it('2: a buy at 140 is answered at 150 and the pair earns 9.71 after 0.1 % fees', () => {
    const venue = new ScriptedVenue({ ...TEN_CELLS, initialPosition: 'none' }, SPOT);
    venue.close('150');
    const [answer] = venue.fill('cell-4-1');
    expect(answer).toMatchObject({
      kind: 'place',
      order: {
        type: 'limit',
        side: 'sell',
        price: 15_000,
        size: 100_000,
        leg: 'cell-4-2',
        reason: 'grid-sell',
      },
    });
    venue.fill('cell-4-2');
    const [pair] = book(venue).pairs;
    expect(netOf(pair)).toBe('9.71');
    expect(pair).toMatchObject({ cell: 4, side: 'long' });
  });

  it('3: a gap from 150 to 118 fills three buys at 118 and leaves three counter-sells and an inventory of 3', () => {
    const venue = new ScriptedVenue({ ...TEN_CELLS, initialPosition: 'none' }, SPOT);
    venue.close('150');
    for (const leg of ['cell-4-1', 'cell-3-1', 'cell-2-1']) venue.fill(leg, { price: 11_800 });
    expect(placed(venue).filter((line) => line.startsWith('sell'))).toEqual([
      'sell 130 1',
      'sell 140 1',
      'sell 150 1',
    ]);
    expect(placed(venue).filter((line) => line.startsWith('buy'))).toEqual(['buy 100 1', 'buy 110 1']);
    expect(venue.state.cells.reduce((sum, { held }) => sum + held, 0)).toBe(300_000);
  });

  it.each([
    ['0.4 then 0.6', [40_000, 60_000]],
    ['0.6 then 0.4', [60_000, 40_000]],
  ])(
    '4: a level filled in parts (%s), each reported twice, gives one inventory and one counter-order',
    (_, parts) => {
      const venue = new ScriptedVenue({ ...TEN_CELLS, initialPosition: 'none' }, SPOT);
      venue.close('150');
      for (const size of parts) {
        const fill = venue.execute('cell-4-1', { size });
        venue.report(fill);
        venue.send({ kind: 'order-filled', fill });
      }
      expect(venue.state.cells[4]!.held).toBe(100_000);
      expect(placed(venue).filter((line) => line.startsWith('sell'))).toEqual(['sell 150 1']);
      expect(book(venue).ledger.open[4]!.held).toBe(100_000);
    },
  );

  it('5: a step of 0.15 % at 0.1 % fees is refused, and says why', () => {
    const settings = settingsOf(
      { spacing: 'arithmetic', lower: '99850', upper: '100000', levels: 2, investment: '1000' },
      SPOT,
    );
    const plan = planGrid(settings, marketOf(SPOT, '0.001'));
    expect(plan.ok ? [] : plan.error).toMatchObject([
      {
        code: 'step-below-cost',
        message: expect.stringContaining('step 0.15 % < 0.2 % (both fees) + tick 0.01'),
        details: { stepPercent: '0.15', feesPercent: '0.2', tick: '0.01' },
      },
    ]);
  });

  it('6: a neutral grid that fills equally up and down ends flat, with the sum of its pairs as profit', () => {
    const venue = new ScriptedVenue(
      { ...TEN_CELLS, mode: 'neutral' },
      PERPETUAL,
      marketOf(PERPETUAL, '0.001'),
    );
    venue.close('150');
    expect(venue.orders.size).toBe(10);
    for (const leg of ['cell-4-1', 'cell-3-1', 'cell-3-2', 'cell-4-2']) venue.fill(leg);
    for (const leg of ['cell-5-1', 'cell-6-1', 'cell-6-2', 'cell-5-2']) venue.fill(leg);
    const { ledger, pairs: closed } = book(venue);
    expect(closed.map(({ cell, side }) => `${cell} ${side}`)).toEqual([
      '3 long',
      '4 long',
      '6 short',
      '5 short',
    ]);
    const frame = ledgerFrame(venue.market, venue.state);
    const profit = gridProfit(frame, ledger, venue.price('150'));
    // Four pairs of 10; each of 130, 140, 140, 150, 150, 160, 160, 170 paid 0.1 %: 1.2 in all.
    expect(formatMoney(profit.total)).toBe('38.8');
    expect(profit.floating).toBe(0n);
    expect(profit.total).toBe(closed.reduce((sum, { net }) => sum + net, 0n));
    expect(venue.state.cells.every(({ held }) => held === 0)).toBe(true);
  });

  it('7: levels on both sides of a price band take the tick of their own band', () => {
    const lines = gridLines(
      { spacing: 'arithmetic', lower: '9903', upper: '10104', levels: 4 },
      marketScale(KRW),
    );
    // 9903 -> 9905 and 9970 by 5; 10037 -> 10040 and 10104 -> 10100 by 10; in units of 0.01.
    expect(lines).toEqual({ ok: true, value: [990_500, 997_000, 1_004_000, 1_010_000] });
  });

  it('7: a leg of 4,900 KRW is refused', () => {
    const settings = settingsOf(
      { spacing: 'arithmetic', lower: '9800', upper: '10000', levels: 2, investment: '5000' },
      KRW,
    );
    const plan = planGrid(settings, marketOf(KRW, '0.0005'));
    expect(plan.ok ? [] : plan.error).toMatchObject([
      { code: 'cell-below-minimum', details: { value: '4900', minNotional: '5000', price: '9800' } },
    ]);
  });

  it('8: a restart before every step of 2, 3 and 4 gives the same ladder', () => {
    const run = (restarts: boolean): readonly string[] => {
      const venue = new ScriptedVenue({ ...TEN_CELLS, initialPosition: 'none' }, SPOT);
      venue.restarts = restarts;
      venue.close('150');
      venue.fill('cell-4-1');
      venue.fill('cell-4-2');
      for (const leg of ['cell-4-3', 'cell-3-1', 'cell-2-1']) venue.fill(leg, { price: 11_800 });
      for (const size of [40_000, 60_000]) venue.fill('cell-1-1', { size });
      return [...venue.ladder(), JSON.stringify(venue.state)];
    };
    expect(run(true)).toEqual(run(false));
  });
});
