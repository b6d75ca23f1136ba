import type { Price } from '../../../../shared/pure/market/scale.js';
import { formatMoney, money } from '../../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { gridMarket } from '../market.js';
import { marketOf, PERPETUAL, SPOT } from '../testing/markets.js';
import { ScriptedVenue } from '../testing/scripted-venue.js';
import { divideCharge } from './divide-share.js';
import { gridProfit } from './grid-profit.js';
import type { Ledger, LedgerFrame } from './book.js';
import { emptyLedger, ledgerFrame, pairs, post } from './ledger.js';

const THREE = {
  spacing: 'arithmetic',
  lower: '100',
  upper: '130',
  levels: 4,
  investment: '360',
  amounts: ['110', '120', '130'],
};

const frameOf = (venue: ScriptedVenue): LedgerFrame => ledgerFrame(venue.market, venue.state);
const book = (venue: ScriptedVenue): ReturnType<typeof pairs> => pairs(frameOf(venue), venue.entries);
const fees = (ledger: Ledger): readonly string[] =>
  ledger.open.map((pair) => (pair === null ? '-' : formatMoney(pair.fees)));

function neutral(): ScriptedVenue {
  const venue = new ScriptedVenue({ ...THREE, mode: 'neutral' }, PERPETUAL);
  venue.close('111');
  return venue;
}

describe('dividing a charge', () => {
  it('truncates each share to the quote scale and gives the last the rest', () => {
    expect(divideCharge(money('1'), [1, 1, 1], 2).map(formatMoney)).toEqual(['0.33', '0.33', '0.34']);
    expect(divideCharge(money('-1'), [1, 1, 1], 2).map(formatMoney)).toEqual(['-0.33', '-0.33', '-0.34']);
  });

  it('by signed weights gives the other side the opposite share', () => {
    expect(divideCharge(money('1'), [3, -1], 8).map(formatMoney)).toEqual(['1.5', '-0.5']);
  });
});

describe('the ledger', () => {
  it('divides the initial fee over its cells in cell order, the last taking the rest', () => {
    const venue = new ScriptedVenue(THREE, SPOT);
    venue.close('99');
    const fill = { ...venue.execute('initial', { price: 9_900 }), fee: '0.00000001' };
    venue.report(fill);
    expect(fees(book(venue).ledger)).toEqual(['0', '0', '0.00000001']);
    venue.entries[0] = { kind: 'fill', fill: { ...fill, fee: '0.1' } };
    expect(fees(book(venue).ledger)).toEqual(['0.03333333', '0.03333333', '0.03333334']);
  });

  it('fills the cells of a short initial order from the price down when it comes in parts', () => {
    const venue = new ScriptedVenue({ ...THREE, mode: 'short' }, PERPETUAL);
    venue.close('131');
    venue.fill('initial', { size: 15_000, price: 1_310 });
    expect(book(venue).ledger.open.map((pair) => pair?.held ?? 0)).toEqual([0, 5_000, 10_000]);
    venue.fill('initial', { price: 1_309 });
    const { ledger } = book(venue);
    expect(ledger.open.map((pair) => pair?.held)).toEqual([10_000, 10_000, 10_000]);
    expect(ledger.open.map((pair) => pair?.entries.length)).toEqual([1, 2, 1]);
    expect(ledger.open[0]!.side).toBe('short');
  });

  it('closes every open cell with the closing fill and divides its fee by size', () => {
    const venue = new ScriptedVenue(THREE, SPOT);
    venue.close('99');
    venue.fill('initial', { price: 9_900 });
    venue.send({ kind: 'stop-asked', mode: 'close' });
    venue.confirm();
    venue.report({ ...venue.execute('close-1', { price: 10_500 }), fee: '0.1' });
    const { ledger, pairs: closed } = book(venue);
    expect(
      closed.map(({ cell, gross, exits }) => [cell, formatMoney(gross), formatMoney(exits[0]!.fee)]),
    ).toEqual([
      [0, '6', '0.03333333'],
      [1, '6', '0.03333333'],
      [2, '6', '0.03333334'],
    ]);
    expect(ledger.open).toEqual([null, null, null]);
  });

  it('a closing fill takes with it the cells that cancel out', () => {
    const venue = neutral();
    for (const leg of ['cell-0-1', 'cell-1-1', 'cell-2-1']) venue.fill(leg);
    venue.send({ kind: 'stop-asked', mode: 'close' });
    venue.fill('close-1', { price: 1_250 });
    const { pairs: closed } = book(venue);
    // Bought at 100; sold at 120 and 130; all closed at 125.
    expect(closed.map(({ side, gross }) => `${side} ${formatMoney(gross)}`)).toEqual([
      'long 25',
      'short -5',
      'short 5',
    ]);
  });

  it('cells that cancel out altogether are closed at the price they were told', () => {
    const venue = neutral();
    venue.fill('cell-0-1');
    venue.fill('cell-1-1');
    const offset = { kind: 'offset', at: epochMs(9), price: 900 as Price, reason: 'stop-loss' } as const;
    const { pairs: closed, ledger } = pairs(frameOf(venue), [...venue.entries, offset]);
    expect(closed.map(({ side, gross }) => `${side} ${formatMoney(gross)}`)).toEqual([
      'long -10',
      'short 30',
    ]);
    expect(closed[0]!.exits).toMatchObject([{ price: 900, size: 10_000, fee: 0n, reason: 'stop-loss' }]);
    expect(formatMoney(gridProfit(frameOf(venue), ledger, 1 as Price).floating)).toBe('0');
  });

  it('an offset while something is held on balance is none', () => {
    const venue = neutral();
    venue.fill('cell-0-1');
    const { ledger } = book(venue);
    const offset = { kind: 'offset', at: epochMs(9), price: 900 as Price, reason: 'stop-loss' } as const;
    expect(post(frameOf(venue), ledger, offset)).toEqual({ ledger, closed: [], touched: [] });
  });

  it('funding is divided over the open cells by signed size and stays with their pairs', () => {
    const venue = neutral();
    for (const leg of ['cell-0-1', 'cell-1-1', 'cell-2-1']) venue.fill(leg);
    venue.entries.push({ kind: 'funding', at: epochMs(5), amount: money('0.3') });
    const { ledger } = book(venue);
    expect(ledger.open.map((pair) => formatMoney(pair!.funding))).toEqual(['-0.3', '0.3', '0.3']);
    venue.fill('cell-1-2');
    const { pairs: closed } = book(venue);
    expect(closed).toHaveLength(1);
    expect(closed[0]!.net).toBe(closed[0]!.gross - closed[0]!.fees + money('0.3'));
  });

  it('funding on a flat net stays in the total', () => {
    const frame = frameOf(neutral());
    const posting = post(frame, emptyLedger(frame), { kind: 'funding', at: epochMs(1), amount: money('2') });
    expect(formatMoney(gridProfit(frame, posting.ledger, 1_000 as Price).total)).toBe('2');
  });

  it('what belongs to no cell counts, but is in no pair', () => {
    const venue = new ScriptedVenue({ ...THREE, initialPosition: 'none' }, SPOT);
    venue.close('111');
    const fill = venue.execute('cell-0-1');
    const frame = frameOf(venue);
    for (const leg of ['manual', 'cell-9-1']) {
      const { ledger, pairs: closed } = pairs(frame, [{ kind: 'fill', fill: { ...fill, leg } }]);
      expect(closed).toEqual([]);
      const profit = gridProfit(frame, ledger, venue.price('105'));
      expect([
        formatMoney(profit.floating),
        formatMoney(profit.unpairedFees),
        formatMoney(profit.total),
      ]).toEqual(['5', '0.1', '4.9']);
    }
    const sold = { ...fill, side: 'sell' } as const;
    expect(pairs(frame, [{ kind: 'fill', fill: { ...sold, leg: 'cell-0-2' } }]).ledger.strayLots).toBe(
      -100_000,
    );
  });

  it('a fill larger than what it closes leaves the rest stray', () => {
    const venue = neutral();
    for (const leg of ['cell-0-1', 'cell-1-1', 'cell-2-1']) venue.fill(leg);
    const last = venue.execute('cell-1-2');
    const frame = frameOf(venue);
    const { ledger } = pairs(frame, [
      ...venue.entries,
      { kind: 'fill', fill: { ...last, leg: 'close-1', side: 'sell' } },
    ]);
    expect(ledger.strayLots).toBe(-10_000);
  });

  it('a fee taken in coins is in the lots, not in the cash', () => {
    const market = gridMarket(marketOf(SPOT).scale, { maker: '0.001', taker: '0.001' });
    const venue = new ScriptedVenue({ ...THREE, initialPosition: 'none' }, SPOT, market);
    venue.close('111');
    venue.fill('cell-0-1', { feeInBase: '0.001' });
    expect(book(venue).ledger.open[0]).toMatchObject({ held: 99_900, fees: 0n });
    venue.fill('cell-0-2');
    const [pair] = book(venue).pairs;
    // 0.999 coins sold at 110, one bought at 100, and the seller's fee of 0.10989.
    expect(formatMoney(pair!.net)).toBe('9.78011');
  });

  it('a pair takes in what it gives out where fees are taken in coins, buy after buy', () => {
    const venue = new ScriptedVenue({ ...THREE, initialPosition: 'none' }, SPOT);
    venue.close('111');
    for (const round of [1, 3, 5, 7]) {
      venue.fill(`cell-0-${round}`, { feeInBase: '0.001004' });
      venue.fill(`cell-0-${round + 1}`);
      expect(book(venue).ledger.open[0]).toBeNull();
    }
    const { ledger, pairs: closed } = book(venue);
    expect(closed).toHaveLength(4);
    expect(ledger.strayLots).toBe(0);
    expect(formatMoney(ledger.dust)).toBe(venue.state.dust);
  });

  it('a fee in a third coin has no price here, and is in no fee', () => {
    const venue = new ScriptedVenue({ ...THREE, initialPosition: 'none' }, SPOT);
    venue.close('111');
    venue.report({ ...venue.execute('cell-0-1'), fee: '0.01', feeIn: 'other' });
    expect(book(venue).ledger.open[0]).toMatchObject({ held: 100_000, fees: 0n });
  });
});
