import { formatMoney, money } from '../../../shared/pure/numbers/money.js';
import { exposureOf } from './exposure.js';
import { floatingOf, openPartOf, sumOfTerms, totalOf } from './pnl.js';
import { readPrice, readSize } from './scales.js';
import { fill, livesOf } from './testing/fills.js';

const known = { realised: money('5'), floating: money('-1.5'), fees: money('0.25'), funding: money('-0.1') };
const unknown = { ...known, floating: null };

describe('profit and loss', () => {
  it('floats with the mark, up for a long and down for a short', () => {
    const [long] = livesOf([fill('buy', '2', '100')]);
    const [short] = livesOf([fill('sell', '2', '100')]);
    const at = (life: typeof long, mark: string) =>
      formatMoney(floatingOf(openPartOf(life!), readPrice(mark))!);
    expect([at(long, '103.5'), at(short, '103.5')]).toEqual(['7', '-7']);
  });

  it('of a position that is over floats nothing, whatever the mark', () => {
    const [life] = livesOf([fill('buy', '1', '100'), fill('sell', '1', '110')]);
    expect(floatingOf(openPartOf(life!), null)).toBe(0n);
  });

  it('is unknown while the mark of something open is unknown', () => {
    const [life] = livesOf([fill('buy', '1', '100')]);
    expect(floatingOf(openPartOf(life!), null)).toBeNull();
    expect(totalOf(unknown)).toBeNull();
    expect(sumOfTerms([known, unknown]).floating).toBeNull();
  });

  it('adds up: realised + floating + funding - fees', () => {
    expect(formatMoney(totalOf(known)!)).toBe('3.15');
    expect(formatMoney(totalOf(sumOfTerms([known, known]))!)).toBe('6.3');
    expect(totalOf(sumOfTerms([]))).toBe(0n);
  });
});

describe('exposure', () => {
  const sizes = { long: readSize('3'), short: readSize('1') };

  it('is gross for both sides together and net for their difference', () => {
    const { gross, net } = exposureOf(sizes, readPrice('50.5'));
    expect([formatMoney(gross!), formatMoney(net!)]).toEqual(['202', '101']);
  });

  it('is unknown without a mark', () => {
    expect(exposureOf(sizes, null)).toEqual({ gross: null, net: null });
  });
});
