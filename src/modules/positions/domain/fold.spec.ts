import { formatMoney, money } from '../../../shared/pure/numbers/money.js';
import { charged, fold } from './fold.js';
import type { Life } from './life.js';
import { realisedOf } from './pnl.js';
import { formatPrice, formatSize } from './scales.js';
import { fill, livesOf } from './testing/fills.js';

const facts = (life: Life) => ({
  side: life.side,
  size: formatSize(life.size),
  average: formatPrice(life.average),
  realised: formatMoney(realisedOf(life)),
});
const only = (...fills: Parameters<typeof livesOf>[0]) => {
  const lives = livesOf(fills);
  expect(lives).toHaveLength(1);
  return facts(lives[0]!);
};

describe('the fold of fills', () => {
  it('opens a long with a buy and a short with a sell, at the fill price', () => {
    expect(only(fill('buy', '0.5', '100'))).toEqual({
      side: 'long',
      size: '0.5',
      average: '100',
      realised: '0',
    });
    expect(only(fill('sell', '2', '0.07'))).toEqual({
      side: 'short',
      size: '2',
      average: '0.07',
      realised: '0',
    });
  });

  it('weighs an add by size, to 12 decimals half up', () => {
    const life = only(fill('buy', '1', '100'), fill('buy', '2', '101'));
    expect(life).toEqual({ side: 'long', size: '3', average: '100.666666666667', realised: '0' });
  });

  it('weighs the next order against the rounded average, as the venue and the strategies do', () => {
    const first = [fill('buy', '1', '100'), fill('buy', '2', '101')];
    // (100.666666666667 x 3 + 101 x 3) / 6; from the exact cost it would end in ...333.
    expect(only(...first, fill('buy', '3', '101')).average).toBe('100.833333333334');
  });

  it('weighs the fills of one order against the average before the first of them', () => {
    const parts = ['1', '2', '3'].map((size) => fill('buy', size, size, { orderId: 'one' }));
    expect(only(...parts).average).toBe('2.333333333333');
  });

  it('leaves the average alone when it is reduced, and realises against it', () => {
    const life = only(fill('buy', '2', '100'), fill('sell', '0.5', '110'));
    expect(life).toEqual({ side: 'long', size: '1.5', average: '100', realised: '5' });
    const short = only(fill('sell', '2', '100'), fill('buy', '0.5', '110'));
    expect(short).toEqual({ side: 'short', size: '1.5', average: '100', realised: '-5' });
  });

  it('ends a life that is flat, with sells less buys as its P&L to the last digit', () => {
    const life = only(fill('buy', '1', '100'), fill('buy', '2', '101'), fill('sell', '3', '102'));
    expect(life).toEqual({ side: 'long', size: '0', average: '100.666666666667', realised: '4' });
  });

  it('closes one life and opens the next when a fill turns it over, the fee divided by size', () => {
    const { moved, opened } = fold(
      livesOf([fill('buy', '1', '100')])[0]!,
      fill('sell', '3', '120', { fee: '0.1' }),
    );
    expect(facts(moved!)).toEqual({ side: 'long', size: '0', average: '100', realised: '20' });
    expect(facts(opened!)).toEqual({ side: 'short', size: '2', average: '120', realised: '0' });
    expect([moved!.fees, opened!.fees].map(formatMoney)).toEqual(['0.03333333', '0.06666667']);
  });

  it('remembers the largest size', () => {
    const [life] = livesOf([fill('buy', '1', '100'), fill('buy', '2', '90'), fill('sell', '2.5', '95')]);
    expect(formatSize(life!.maxSize)).toBe('3');
  });

  it('adds funding without touching size, average or gross P&L', () => {
    const [life] = livesOf([fill('buy', '1', '100')]);
    const after = charged(charged(life!, money('-0.25')), money('0.1'));
    expect(formatMoney(after.funding)).toBe('-0.15');
    expect({ ...after, funding: life!.funding }).toEqual(life);
  });
});
