import fc from 'fast-check';
import { notional, type Price } from '../../../../shared/pure/market/scale.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import type { Money } from '../../../../shared/pure/numbers/money.js';
import { gridProfit } from '../profit/grid-profit.js';
import { emptyLedger, ledgerFrame, pairs, type LedgerEntry } from '../profit/ledger.js';
import { marketOf, PERPETUAL, SPOT } from '../testing/markets.js';
import { ScriptedVenue } from '../testing/scripted-venue.js';
import { GRID_MODES, type GridMode } from '../settings/grid-settings.js';
import { netHeld } from './stop.js';

const RANGE = { lower: '100', upper: '200', levels: 12, investment: '5000' };

const instrumentOf = (mode: GridMode): Instrument => (mode === 'spot' ? SPOT : PERPETUAL);

function venueOf(mode: GridMode, initialPosition: string): ScriptedVenue {
  const instrument = instrumentOf(mode);
  const initial = mode === 'neutral' ? 'none' : initialPosition;
  return new ScriptedVenue(
    { ...RANGE, mode, initialPosition: initial },
    instrument,
    marketOf(instrument, '0.0007', '0.0011'),
  );
}

/** Percent of the way from 80 to 220, so that the price leaves the range on both sides. */
const at = (venue: ScriptedVenue, step: number): Price =>
  Math.round((80 + step * 1.4) * 10 ** venue.market.scale.priceDecimals) as Price;

/** Walks a price through the venue; every step is a move and a decision close. */
function walk(venue: ScriptedVenue, steps: readonly number[], check?: () => void): void {
  let from = at(venue, steps[0]!);
  venue.close(from);
  if (venue.orders.has('initial')) venue.fill('initial', { price: from });
  check?.();
  for (const step of steps.slice(1)) {
    const to = at(venue, step);
    venue.move(from, to);
    venue.close(to);
    check?.();
    from = to;
  }
}

const modes = fc.constantFrom(...GRID_MODES);
const initials = fc.constantFrom('buy', 'none');
const paths = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 12 });
const few = { numRuns: 60 };

/** Bought less sold, from the raw fills. */
const netBought = (entries: readonly LedgerEntry[]): number =>
  entries.reduce((sum, entry) => {
    if (entry.kind !== 'fill') return sum;
    return entry.fill.side === 'buy' ? sum + entry.fill.size : sum - entry.fill.size;
  }, 0);

describe('whatever the price does', () => {
  it('what was bought and not sold is what the cells hold, in the state and in the ledger', () => {
    fc.assert(
      fc.property(modes, initials, paths, (mode, initial, steps) => {
        const venue = venueOf(mode, initial);
        walk(venue, steps, () => {
          expect(netHeld(venue.state)).toBe(netBought(venue.entries));
        });
        const { ledger } = pairs(ledgerFrame(venue.market, venue.state), venue.entries);
        const inLedger = ledger.open.reduce(
          (sum, pair) => (pair === null ? sum : pair.side === 'long' ? sum + pair.held : sum - pair.held),
          0,
        );
        expect(inLedger).toBe(netBought(venue.entries));
        expect(ledger.strayLots).toBe(0);
      }),
      few,
    );
  });

  it('a cell has at most one live order, and never more than its size', () => {
    fc.assert(
      fc.property(modes, initials, paths, (mode, initial, steps) => {
        const venue = venueOf(mode, initial);
        walk(venue, steps, () => {
          const cells = [...venue.orders.values()].map(({ leg }) => leg.replace(/-\d+$/, ''));
          expect(new Set(cells).size).toBe(cells.length);
          const { cells: states, slots } = venue.state;
          states.forEach(({ held, size }, index) => {
            expect(held).toBeLessThanOrEqual(slots[index]!.size);
            expect(size).toBeLessThanOrEqual(slots[index]!.size);
          });
        });
      }),
      few,
    );
  });

  it('no leg is ever used twice', () => {
    fc.assert(
      fc.property(modes, paths, (mode, steps) => {
        const venue = venueOf(mode, 'buy');
        walk(venue, steps);
        const legs = venue.outputs.flatMap((output) => (output.kind === 'place' ? [output.order.leg] : []));
        expect(new Set(legs).size).toBe(legs.length);
      }),
      few,
    );
  });

  it('a restart before every step changes nothing', () => {
    fc.assert(
      fc.property(modes, initials, paths, (mode, initial, steps) => {
        const run = (restarts: boolean): string => {
          const venue = venueOf(mode, initial);
          venue.restarts = restarts;
          walk(venue, steps);
          return JSON.stringify([venue.ladder(), venue.outputs, venue.state]);
        };
        expect(run(true)).toBe(run(false));
      }),
      few,
    );
  });

  it('a buy rests below its sell: no two orders of the ladder cross', () => {
    fc.assert(
      fc.property(modes, paths, (mode, steps) => {
        const venue = venueOf(mode, 'buy');
        walk(venue, steps, () => {
          const limits = [...venue.orders.values()].filter((order) => order.type === 'limit');
          const buys = limits.filter(({ side }) => side === 'buy').map(({ price }) => price);
          const sells = limits.filter(({ side }) => side === 'sell').map(({ price }) => price);
          if (buys.length > 0 && sells.length > 0)
            expect(Math.max(...buys)).toBeLessThanOrEqual(Math.min(...sells));
        });
      }),
      few,
    );
  });
});

describe('one order filled in parts', () => {
  it('gives one ladder, however it is split, ordered and repeated', () => {
    const parts = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 });
    fc.assert(
      fc.property(modes, parts, fc.infiniteStream(fc.nat(9)), fc.boolean(), (mode, cuts, dice, restarts) => {
        const venue = venueOf(mode, 'none');
        const whole = venueOf(mode, 'none');
        venue.restarts = restarts;
        for (const each of [venue, whole]) each.close(at(each, 50));
        const [leg] = [...whole.orders.values()]
          .filter((order) => order.type === 'limit')
          .map((order) => order.leg);
        const { size } = venue.orders.get(leg!) as { size: number };
        const ends = [...[...cuts].sort((a, b) => a - b).map((cut) => Math.floor((size * cut) / 100)), size];
        const fills = ends
          .map((end, index) => end - (ends[index - 1] ?? 0))
          .filter((lots) => lots > 0)
          .map((lots) => venue.execute(leg!, { size: lots }));
        const reports = fills
          .flatMap((fill) => Array.from({ length: 1 + (dice.next().value % 3) }, () => fill))
          .map((fill) => ({ fill, order: dice.next().value }))
          .sort((a, b) => a.order - b.order);
        for (const { fill } of reports) venue.send({ kind: 'order-filled', fill });
        whole.fill(leg!);
        expect(venue.ladder()).toEqual(whole.ladder());
        expect(netHeld(venue.state)).toBe(netHeld(whole.state));
      }),
      few,
    );
  });
});

describe('the profit identity', () => {
  /** Total by cash flow alone: what came in less what went out, and the position at the mark. */
  const byCashFlow = (venue: ScriptedVenue, entries: readonly LedgerEntry[], mark: Price): bigint =>
    entries.reduce((total, entry) => {
      if (entry.kind === 'funding') return total + entry.amount;
      if (entry.kind !== 'fill') return total;
      const { side, price, size, fee } = entry.fill;
      const gain = notional(venue.market.scale, mark - price, size);
      return total - money(fee) + (side === 'buy' ? gain : 0n - gain);
    }, 0n);

  it('grid profit + floating + funding - fees not yet in pairs is the cash flow, to the last digit', () => {
    fc.assert(
      fc.property(
        modes,
        initials,
        paths,
        fc.array(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), { maxLength: 5 }),
        fc.boolean(),
        fc.nat(100),
        (mode, initial, steps, charges, closes, markStep) => {
          const venue = venueOf(mode, initial);
          walk(venue, steps);
          if (closes) {
            venue.send({ kind: 'stop-asked', mode: 'close' });
            venue.confirm();
            const price = at(venue, steps.at(-1)!);
            if (venue.orders.has('close-1')) venue.fill('close-1', { size: 7, price });
            if (venue.orders.has('close-1')) venue.fill('close-1', { price: price + 3 });
          }
          const entries = [...venue.entries];
          charges.forEach((amount, index) =>
            entries.splice((index * 7) % (entries.length + 1), 0, {
              kind: 'funding',
              at: epochMs(0),
              amount: amount as Money,
            }),
          );
          const frame = ledgerFrame(venue.market, venue.state);
          const { ledger, pairs: closed } = pairs(frame, entries);
          const mark = at(venue, markStep);
          const profit = gridProfit(frame, ledger, mark);
          expect(profit.total).toBe(byCashFlow(venue, entries, mark));
          expect(profit.total).toBe(
            profit.gridProfit + profit.floating + profit.funding - profit.unpairedFees,
          );
          expect(profit.gridProfit).toBe(closed.reduce((sum, { gross, fees }) => sum + gross - fees, 0n));
          expect(ledger.pairs).toBe(closed.length);
          if (closes) expect(ledger.open.every((pair) => pair === null)).toBe(true);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('holds at every prefix of the fills', () => {
    const venue = venueOf('spot', 'buy');
    walk(venue, [50, 20, 80, 10, 90, 50]);
    const frame = ledgerFrame(venue.market, venue.state);
    expect(gridProfit(frame, emptyLedger(frame), at(venue, 3)).total).toBe(0n);
    for (let count = 0; count <= venue.entries.length; count += 1) {
      const prefix = venue.entries.slice(0, count);
      const { ledger } = pairs(frame, prefix);
      expect(gridProfit(frame, ledger, at(venue, 40)).total).toBe(byCashFlow(venue, prefix, at(venue, 40)));
    }
    expect(venue.entries.length).toBeGreaterThan(20);
  });
});
