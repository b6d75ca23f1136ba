import { formatMoney, money } from '../../../../shared/pure/numbers/money.js';
import type { Price } from '../../../../shared/pure/market/scale.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { perpetual, running } from '../testing/five-cells.js';
import type { ScriptedVenue } from '../testing/scripted-venue.js';
import type { Ledger } from './book.js';
import { carryOver } from './carry-over.js';
import { gridProfit } from './grid-profit.js';
import { frameReader, ledgerFrame, pairs, post } from './ledger.js';

const open = ({ open: cells }: Ledger): readonly string[] =>
  cells.map((pair) => (pair === null ? '-' : `${pair.side} ${pair.held} ${formatMoney(pair.cash)}`));

/** The book of the first generation, and the venue in its second one. */
function changed(venue: ScriptedVenue, document: object, close: string): Ledger {
  const { ledger } = pairs(ledgerFrame(venue.market, venue.state), venue.entries);
  venue.edit(document);
  venue.close(close);
  venue.confirm();
  expect(venue.state.generation).toBe(2);
  return ledger;
}

describe('the book of a new generation', () => {
  it('has the open pairs of the old one in the cells that took them over, with what they cost', () => {
    const venue = running();
    const before = changed(venue, { upper: '140', levels: 5, amounts: null, investment: '560' }, '121');
    expect(open(before)).toEqual(['-', '-', 'long 100000 -121', 'long 100000 -121', 'long 100000 -121']);
    const { ledger, closed } = carryOver(ledgerFrame(venue.market, venue.state), before);
    // Cells of 140 / 130 and 140 / 140 above the price; the rest of three coins below it.
    expect(open(ledger)).toEqual([
      '-',
      'long 92308 -111.69268',
      'long 107692 -130.30732',
      'long 100000 -121',
    ]);
    expect(closed).toEqual([]);
    expect(ledger.open.reduce((sum, pair) => sum + (pair?.fees ?? 0n), 0n)).toBe(money('0.363'));
  });

  it('finishes what had been answered in part', () => {
    const venue = running();
    venue.fill('cell-2-1', { size: 40_000 });
    const before = changed(venue, { upper: '160' }, '125');
    const { ledger, closed } = carryOver(ledgerFrame(venue.market, venue.state), before);
    expect(closed).toHaveLength(1);
    // 0.4 bought at 121 and sold at 130.
    expect(closed[0]).toMatchObject({ cell: 2, held: 0 });
    expect(formatMoney(closed[0]!.gross)).toBe('3.6');
    expect(ledger.pairs).toBe(1);
    expect(ledger.open.reduce((sum, pair) => sum + (pair?.held ?? 0), 0)).toBe(260_000);
  });

  it('closes cells of both sides against each other at the price of the change', () => {
    const venue = perpetual({ mode: 'neutral' });
    venue.close('121');
    for (const leg of ['cell-1-1', 'cell-2-1', 'cell-3-1']) venue.fill(leg);
    const before = changed(venue, { upper: '160' }, '125');
    const frame = ledgerFrame(venue.market, venue.state);
    const { ledger, closed } = carryOver(frame, before);
    // One coin bought at 110 and one sold at 130 are closed at 125; the one sold at 140 goes on, 120 / 124 of it nearest.
    expect(closed.map(({ side, gross }) => `${side} ${formatMoney(gross)}`)).toEqual(['long 15', 'short 5']);
    expect(open(ledger).filter((cell) => cell !== '-')).toEqual(['short 323 4.522', 'short 9677 135.478']);
    const mark = 1_250 as Price;
    const total = (book: Ledger): string => formatMoney(gridProfit(frame, book, mark).total);
    expect(total(ledger)).toBe(total(before));
  });

  it('is begun by the first entry that is posted in its frame', () => {
    const venue = running();
    const frameOf = frameReader(venue.market);
    expect(frameOf(venue.state)).toBe(frameOf(venue.state));
    const before = changed(venue, { upper: '160' }, '125');
    const funding = { kind: 'funding', at: epochMs(9), amount: money('0.3') } as const;
    const { ledger } = post(frameOf(venue.state), before, funding);
    expect(ledger.generation).toBe(2);
    expect(ledger.open.reduce((sum, pair) => sum + (pair?.funding ?? 0n), 0n)).toBe(money('0.3'));
  });

  it('of a run that took nothing over keeps the old positions beside its cells', () => {
    const venue = running();
    const { ledger: before } = pairs(ledgerFrame(venue.market, venue.state), venue.entries);
    const frame = { ...ledgerFrame(venue.market, venue.state), generation: 7 };
    const { ledger } = carryOver(frame, before);
    expect(ledger).toMatchObject({ strayLots: 300_000, strayCash: money('-363'), strayFees: money('0.363') });
    expect(ledger.open.every((pair) => pair === null)).toBe(true);
  });
});
