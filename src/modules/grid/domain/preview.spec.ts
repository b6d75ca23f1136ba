import type { Price } from '../../../shared/pure/market/scale.js';
import { previewGrid, type GridPreview, type PreviewFacts } from './preview.js';
import { marketOf, PERPETUAL, SPOT } from './testing/markets.js';
import { settingsOf } from './testing/scripted-venue.js';

const THREE = {
  spacing: 'arithmetic',
  lower: '100',
  upper: '130',
  levels: 4,
  investment: '360',
  amounts: ['110', '120', '130'],
};

function preview(document: object, instrument: typeof SPOT, facts: PreviewFacts): GridPreview {
  const shown = previewGrid(settingsOf({ ...THREE, ...document }, instrument), marketOf(instrument), facts);
  if (!shown.ok) throw new Error(shown.error[0]!.message);
  return shown.value;
}

describe('the preview', () => {
  it('shows levels, amounts and the profit of a step after both fees', () => {
    const shown = preview({}, SPOT, { price: 11_100 as Price, cash: '1000' });
    expect(shown).toMatchObject({
      lines: ['100', '110', '120', '130'],
      waitingLine: 1,
      initialSize: '2',
      mayUseWholeEquity: false,
      daysOutside: null,
      refusals: [],
    });
    expect(shown.steps[0]).toEqual({
      cell: 0,
      lower: '100',
      upper: '110',
      size: '1',
      amount: '110',
      profit: '9.79',
    });
  });

  it('shows the worst case at both edges and no liquidation on spot', () => {
    const shown = preview({}, SPOT, { price: 11_100 as Price, cash: '1000' });
    // Two coins bought at 111 and one at 100, all at 100.
    expect(shown.worstCase).toEqual({ lowerEdge: '22', upperEdge: '0' });
    expect(
      shown.depth.map(({ side, filled, margin, liquidation }) => [side, filled, margin, liquidation]),
    ).toEqual([
      ['long', 1, '111', null],
      ['long', 2, '222', null],
      ['long', 3, '322', null],
    ]);
  });

  it('shows margin and liquidation price by fill depth on both sides of a neutral grid', () => {
    const shown = preview({ mode: 'neutral', leverage: 2, marginMode: 'isolated' }, PERPETUAL, {
      price: 1_110 as Price,
      cash: '1000',
    });
    expect(shown.depth).toEqual([
      { side: 'long', filled: 1, price: '100', margin: '100', liquidation: '50.3' },
      { side: 'short', filled: 1, price: '120', margin: '120', liquidation: '179.1' },
      { side: 'short', filled: 2, price: '130', margin: '250', liquidation: '186.6' },
    ]);
    // Two coins each: sold at 120 and 130, marked at 130.
    expect(shown.worstCase).toEqual({ lowerEdge: '0', upperEdge: '20' });
  });

  it('counts the days that left the range and warns of cross margin', () => {
    const day = (low: number, high: number): { low: Price; high: Price } => ({
      low: low as Price,
      high: high as Price,
    });
    const shown = preview({ mode: 'long' }, PERPETUAL, {
      price: 1_110 as Price,
      cash: '1000',
      days: [day(1_000, 1_300), day(999, 1_200), day(1_100, 1_301), day(1_100, 1_200)],
    });
    expect(shown).toMatchObject({ daysOutside: 2, mayUseWholeEquity: true });
    expect(preview({ initialPosition: 'none' }, SPOT, { price: 11_100 as Price, cash: '1' })).toMatchObject({
      initialSize: '0',
      refusals: [{ code: 'investment-above-balance' }],
    });
  });

  it('is refused when there is no ladder', () => {
    const settings = settingsOf({ ...THREE, upper: '100.02' }, SPOT);
    const facts = { price: 11_100 as Price, cash: '1000' };
    expect(previewGrid(settings, marketOf(SPOT), facts)).toMatchObject({
      ok: false,
      error: [{ code: 'levels-share-a-tick' }],
    });
  });
});
