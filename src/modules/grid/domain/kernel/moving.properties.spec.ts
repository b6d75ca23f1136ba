import fc from 'fast-check';
import { notional, type Price } from '../../../../shared/pure/market/scale.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import { gridProfit } from '../profit/grid-profit.js';
import type { Ledger } from '../profit/book.js';
import { emptyLedger, ledgerFrame, post } from '../profit/ledger.js';
import { lotsIn, type Pair } from '../profit/pair.js';
import { GRID_MODES, type GridMode } from '../settings/grid-settings.js';
import { marketOf, PERPETUAL, SPOT } from '../testing/markets.js';
import { ScriptedVenue } from '../testing/scripted-venue.js';
import { netHeld } from './stop.js';

const RANGE = { lower: '100', upper: '200', levels: 9, investment: '5000' };

/** Ways in which a ladder moves, each with settings that make it. */
const MOVES = {
  trailing: { trailingUp: '300', trailingDown: '40' },
  recenter: { onRangeExit: 'recenter' },
  edited: {},
  trend: { trendFilter: 'adx' },
  'trend without closing': { trendFilter: 'adx', stopMode: 'keep' },
  dynamic: { spacing: 'dynamic', lower: null, upper: null },
} as const;
type Move = keyof typeof MOVES;

interface Step {
  /** Percent of the way from 60 to 260, so that the price leaves the range on both sides. */
  readonly price: number;
  /** Cancellations are confirmed before the price moves on; else it may reach what is being cancelled. */
  readonly confirms: boolean;
  readonly trend: number;
  /** Investment that a person sets; 0 = none. */
  readonly invests: number;
}

const instrumentOf = (mode: GridMode): Instrument => (mode === 'spot' ? SPOT : PERPETUAL);

/** A venue with the book that follows it, entry by entry. */
class Followed extends ScriptedVenue {
  readonly closed: Pair[] = [];
  private posted = 0;
  private book: Ledger | null = null;

  static of(mode: GridMode, move: Move, initialPosition: string): Followed {
    const instrument = instrumentOf(mode);
    const initial = mode === 'neutral' ? 'none' : initialPosition;
    const document = { ...RANGE, ...MOVES[move], mode, initialPosition: initial };
    return new Followed(document, instrument, marketOf(instrument, '0.0007', '0.0011'));
  }

  at(percent: number): Price {
    return Math.round((60 + percent * 2) * 10 ** this.market.scale.priceDecimals) as Price;
  }

  step(from: Price, { price, confirms, trend, invests }: Step): Price {
    const to = this.at(price);
    this.open(from);
    this.move(from, to);
    if (invests > 0) this.edit({ investment: String(invests) });
    const centre = to / 10 ** this.market.scale.priceDecimals;
    this.close(to, {
      values: { 'adx.trend': trend, 'dynamic.centre': Math.round(centre / 10) * 10, 'dynamic.range': 4 },
    });
    if (confirms) this.confirm();
    return to;
  }

  /** The book after everything that has filled; called after every step, so each fill meets its own generation. */
  ledger(): Ledger {
    const frame = ledgerFrame(this.market, this.state);
    let ledger = this.book ?? emptyLedger(frame);
    for (const entry of this.entries.slice(this.posted)) {
      const posting = post(frame, ledger, entry);
      ledger = posting.ledger;
      this.closed.push(...posting.closed);
    }
    this.posted = this.entries.length;
    this.book = ledger;
    return ledger;
  }

  /** What is told of a fill is booked before the grid answers, as in every shell. */
  override report(fill: Parameters<ScriptedVenue['report']>[0]): ReturnType<ScriptedVenue['report']> {
    this.entries.push({ kind: 'fill', fill });
    this.ledger();
    return this.send({ kind: 'order-filled', fill });
  }

  netBought(): number {
    return this.entries.reduce((sum, entry) => {
      if (entry.kind !== 'fill') return sum;
      return entry.fill.side === 'buy' ? sum + entry.fill.size : sum - entry.fill.size;
    }, 0);
  }

  /** Total by cash flow alone. */
  cashFlow(mark: Price): bigint {
    return this.entries.reduce((total, entry) => {
      if (entry.kind !== 'fill') return total;
      const { side, price, size, fee } = entry.fill;
      const gain = notional(this.market.scale, mark - price, size);
      return total - money(fee) + (side === 'buy' ? gain : 0n - gain);
    }, 0n);
  }
}

const steps = fc.array(
  fc.record({
    price: fc.integer({ min: 0, max: 100 }),
    confirms: fc.boolean(),
    trend: fc.constantFrom(-2, -1, 0, 0, 1, 2),
    invests: fc.constantFrom(0, 0, 0, 3_000, 8_000),
  }),
  { minLength: 2, maxLength: 14 },
);
const modes = fc.constantFrom(...GRID_MODES);
const moves = fc.constantFrom(...(Object.keys(MOVES) as Move[]));
const initials = fc.constantFrom('buy', 'none');
const many = { numRuns: 150 };

const withoutTrend = (move: Move, step: Step): Step => ({
  ...step,
  trend: move.startsWith('trend') ? step.trend : 0,
  invests: move === 'edited' || move === 'dynamic' ? step.invests : 0,
});

/** Walks the steps of a scenario; the trend lets a start pass. */
function walk(venue: Followed, move: Move, path: readonly Step[], check: () => void = () => undefined): void {
  let from = venue.step(venue.at(50), { ...path[0]!, trend: 0, invests: 0 });
  check();
  for (const step of path.slice(1)) {
    from = venue.step(from, withoutTrend(move, step));
    check();
  }
}

describe('whatever moves the ladder', () => {
  it('what was bought and not sold is what the cells hold, cell by cell as the ledger has it', () => {
    fc.assert(
      fc.property(modes, moves, initials, steps, (mode, move, initial, path) => {
        const venue = Followed.of(mode, move, initial);
        walk(venue, move, path, () => {
          expect(netHeld(venue.state)).toBe(venue.netBought());
          const ledger = venue.ledger();
          expect(ledger.strayLots).toBe(0);
          if (ledger.generation !== venue.state.generation) return;
          const held = venue.state.cells.map((cell) => cell.held);
          expect(ledger.open.map((pair) => pair?.held ?? 0)).toEqual(held);
        });
      }),
      many,
    );
  });

  it('the profit identity holds after every fill, and pairs take in what they give out', () => {
    fc.assert(
      fc.property(modes, moves, initials, steps, fc.nat(100), (mode, move, initial, path, percent) => {
        const venue = Followed.of(mode, move, initial);
        const mark = venue.at(percent);
        walk(venue, move, path, () => {
          const ledger = venue.ledger();
          const profit = gridProfit(ledgerFrame(venue.market, venue.state), ledger, mark);
          expect(profit.total).toBe(venue.cashFlow(mark));
          expect(profit.gridProfit).toBe(
            venue.closed.reduce((sum, { gross, fees }) => sum + gross - fees, 0n),
          );
          expect(ledger.pairs).toBe(venue.closed.length);
        });
        for (const { entries, exits } of venue.closed) expect(lotsIn(entries)).toBe(lotsIn(exits));
      }),
      many,
    );
  });

  it('a cell has at most one live order, orders do not exceed what their cell is for, and no leg is used twice', () => {
    fc.assert(
      fc.property(modes, moves, initials, steps, (mode, move, initial, path) => {
        const venue = Followed.of(mode, move, initial);
        walk(venue, move, path, () => {
          const limits = [...venue.orders.values(), ...venue.dying.values()].filter(
            ({ type }) => type === 'limit',
          );
          const cells = limits.map(({ leg, cycle }) => `${cycle} ${leg.replace(/-\d+$/, '')}`);
          expect(new Set(cells).size).toBe(cells.length);
          venue.state.cells.forEach(({ order, held, size }, index) => {
            const slot = venue.state.slots[index]!;
            if (order === slot.opens) expect(size + held).toBeLessThanOrEqual(slot.size);
          });
        });
        const legs = venue.outputs.flatMap((output) =>
          output.kind === 'place' ? [`${output.order.cycle} ${output.order.leg}`] : [],
        );
        expect(new Set(legs).size).toBe(legs.length);
      }),
      many,
    );
  });

  it('what may be opened and what is held together never pass the amounts of the cells', () => {
    fc.assert(
      fc.property(modes, moves, initials, steps, (mode, move, initial, path) => {
        const venue = Followed.of(mode, move, initial);
        walk(venue, move, path, () => {
          const { cells, slots } = venue.state;
          const exposure = cells.reduce((sum, { order, held, size }, index) => {
            const { opens, upper } = slots[index]!;
            const opening = order === opens ? size : 0;
            // What was carried over counts at the amount it was bought for: no more than its cell is for.
            return sum + (opening > 0 ? (opening + held) * upper : 0);
          }, 0);
          const { valueFactor } = venue.market.scale;
          const whole = money(venue.settings.investment);
          const before = money('8000');
          expect(BigInt(exposure) * valueFactor <= (whole > before ? whole : before)).toBe(true);
        });
      }),
      many,
    );
  });

  it('a restart before every step changes nothing', () => {
    fc.assert(
      fc.property(modes, moves, initials, steps, (mode, move, initial, path) => {
        const run = (restarts: boolean): string => {
          const venue = Followed.of(mode, move, initial);
          venue.restarts = restarts;
          walk(venue, move, path);
          return JSON.stringify([venue.ladder(), venue.outputs, venue.state]);
        };
        expect(run(true)).toBe(run(false));
      }),
      many,
    );
  });

  it('the first steps of a run are the same whatever comes later', () => {
    fc.assert(
      fc.property(modes, moves, initials, steps, fc.nat(14), (mode, move, initial, path, cut) => {
        const run = (part: readonly Step[]): readonly string[] => {
          const venue = Followed.of(mode, move, initial);
          walk(venue, move, part);
          return venue.outputs.map((output) => JSON.stringify(output));
        };
        const first = run(path.slice(0, Math.max(1, cut)));
        expect(run(path).slice(0, first.length)).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  it('cancellations that are confirmed late leave the grid at work in the end', () => {
    fc.assert(
      fc.property(modes, moves, steps, (mode, move, path) => {
        const venue = Followed.of(mode, move, 'buy');
        walk(venue, move, path);
        venue.confirm();
        venue.open(venue.at(50));
        venue.confirm();
        if (venue.state.phase === 'stopped') return;
        expect(['waiting', 'running']).toContain(venue.state.phase);
        expect(venue.state.moving).toEqual([]);
        expect(venue.state.change).toBeNull();
      }),
      many,
    );
  });
});
