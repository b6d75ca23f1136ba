import { EquityReader, EquitySteps } from './equity-steps.js';

const closes = Float64Array.from([10, 11, 12, 13, 14, 15]);

/** 100 in cash; bought 2 in candle 1 for 22, sold in candle 4 for 28. */
function steps(): EquitySteps {
  const list = new EquitySteps({ candle: 0, cash: 100n, cashNumber: 100, lots: 0, holds: false });
  list.add({ candle: 1, cash: 89n, cashNumber: 89, lots: 1, holds: true });
  list.add({ candle: 1, cash: 78n, cashNumber: 78, lots: 2, holds: true });
  list.add({ candle: 4, cash: 106n, cashNumber: 106, lots: 0, holds: false });
  return list;
}

function read(piece: number, forgets: boolean): { equities: readonly number[]; exposed: number } {
  const reader = new EquityReader(steps(), 1);
  const equities: number[] = [];
  for (let from = 0; from < closes.length; from += piece) {
    const count = Math.min(piece, closes.length - from);
    const into = new Float64Array(count);
    reader.read(closes, from, count, into);
    if (forgets) reader.forget();
    equities.push(...into);
  }
  return { equities, exposed: reader.exposed };
}

describe('equity read along candles', () => {
  it('is cash and position as they are at the close of each candle', () => {
    expect(read(6, false)).toEqual({ equities: [100, 100, 102, 104, 106, 106], exposed: 3 });
  });

  it('a hedge whose two sides are equal is held, though its value does not move with the price', () => {
    const list = new EquitySteps({ candle: 0, cash: 100n, cashNumber: 100, lots: 0, holds: false });
    list.add({ candle: 2, cash: 99n, cashNumber: 99, lots: 0, holds: true });
    const reader = new EquityReader(list, 1);
    const equities = new Float64Array(closes.length);
    reader.read(closes, 0, closes.length, equities);
    expect([...equities]).toEqual([100, 100, 99, 99, 99, 99]);
    expect(reader.exposed).toBe(4);
  });

  it('is the same however many candles are read at once, and with what is over forgotten', () => {
    for (const piece of [1, 2, 4, 5])
      for (const forgets of [false, true]) expect(read(piece, forgets)).toEqual(read(6, false));
  });
});
