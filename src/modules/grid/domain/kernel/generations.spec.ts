import { epochMs } from '../../../../shared/pure/time/epoch.js';
import type { Price } from '../../../../shared/pure/market/scale.js';
import { NO_OUTPUTS } from '../../../../shared/pure/kernel.js';
import { cancels, ends, notes, outcomes, perpetual, places, running, spot } from '../testing/five-cells.js';
import { RUNNING } from './outputs.js';
import { netHeld } from './stop.js';
import { wantedOrders } from './view.js';

const held = (venue: ReturnType<typeof running>): readonly number[] =>
  venue.state.cells.map((cell) => cell.held);

describe('recentering', () => {
  it('lays the same range around the close that has left it, and buys what its upper half lacks', () => {
    const venue = running({ onRangeExit: 'recenter' });
    for (const leg of ['cell-2-1', 'cell-3-1', 'cell-4-1']) venue.fill(leg);
    const outputs = venue.close('161');
    expect(outcomes(outputs)).toEqual(['running']);
    expect(cancels(outputs)).toEqual(['cell-0-1', 'cell-1-1', 'cell-2-2', 'cell-3-2', 'cell-4-2']);
    expect(venue.state.phase).toBe('changing');
    expect(venue.close('161')).toBe(RUNNING);
    const laid = venue.confirm();
    // The middle goes from 125 to 165, four levels up: 140..190, line 2 (160) waits.
    expect(laid[0]).toMatchObject({
      code: 'new-generation',
      details: { generation: 2, reason: 'recenter', lower: '140', upper: '190', price: '161' },
    });
    expect(places(laid)).toEqual(['initial buy initial', 'cell-0-1 buy grid-buy', 'cell-1-1 buy grid-buy']);
    expect([...venue.orders.values()].every(({ cycle }) => cycle === 2)).toBe(true);
    expect(places(venue.fill('initial', { price: 16_100 }))).toEqual([
      'cell-2-1 sell grid-sell',
      'cell-3-1 sell grid-sell',
      'cell-4-1 sell grid-sell',
    ]);
  });

  it('below the range carries what is held; what the upper half does not need is for sale at once', () => {
    const venue = running({ onRangeExit: 'recenter' });
    for (const leg of ['cell-1-1', 'cell-0-1']) venue.fill(leg);
    venue.close('89');
    const laid = venue.confirm();
    // 60..110 with five coins; line 3 (90) waits. Sizes are 110/70, 120/80, 130/90, 140/100, 150/110.
    expect(notes(laid)).toEqual(['new-generation']);
    expect(held(venue)).toEqual([0, 79_193, 144_444, 140_000, 136_363]);
    expect(netHeld(venue.state)).toBe(500_000);
    expect(places(laid).filter((line) => line.includes('sell'))).toEqual([
      'cell-1-1 sell grid-sell',
      'cell-2-1 sell grid-sell',
      'cell-3-1 sell grid-sell',
      'cell-4-1 sell grid-sell',
    ]);
  });

  it('that is refused waits and says why once', () => {
    const venue = running({ onRangeExit: 'recenter', stopLoss: { unit: 'price', value: '80' } });
    expect(notes(venue.close('95'))).toEqual(['cannot-recenter', 'out-of-range']);
    expect(venue.close('95')).toBe(RUNNING);
    const poor = running({ onRangeExit: 'recenter' });
    for (const leg of ['cell-2-1', 'cell-3-1', 'cell-4-1']) poor.fill(leg);
    expect(poor.close('161', { account: { cash: '100', equity: '1000' } })).toMatchObject([
      { kind: 'gates' },
      { code: 'cannot-recenter', details: { cause: 'initial-above-balance' } },
      { code: 'out-of-range' },
    ]);
  });

  it('of a neutral grid carries its net position to the side where it is closed', () => {
    const venue = perpetual({ mode: 'neutral', onRangeExit: 'recenter', investment: '1300' });
    venue.close('121');
    for (const leg of ['cell-1-1', 'cell-2-1', 'cell-3-1', 'cell-4-1']) venue.fill(leg);
    expect(netHeld(venue.state)).toBe(-20_000);
    venue.close('161');
    venue.confirm();
    expect(netHeld(venue.state)).toBe(-20_000);
    // 140..190, line 2 (160) waits: the cells below it take the short first, 120/160 and 110/150; the next one the rest.
    expect(held(venue)).toEqual([7_333, 7_500, 5_167, 0, 0]);
    expect(venue.state.slots.map(({ opens }) => opens)).toEqual(['sell', 'sell', 'sell', 'sell', 'sell']);
    expect(venue.ladder().slice(0, 3)).toEqual(['buy 1400 7333', 'buy 1500 7500', 'buy 1600 5167']);
  });
});

describe('an edit while running', () => {
  it('begins a new generation at the next decision close, with the inventory', () => {
    const venue = running();
    venue.fill('cell-1-1');
    venue.edit({ lower: '80', upper: '180', levels: 6, amounts: null, investment: '1000' });
    expect(cancels(venue.close('119'))).toHaveLength(5);
    const laid = venue.confirm();
    expect(laid[0]).toMatchObject({
      details: { reason: 'edited', lower: '80', upper: '180', generation: 2 },
    });
    // 80, 100, 120, ...: line 2 waits; its cells up hold 200/140, 200/160 and 200/180, the rest of four coins the next below.
    expect(netHeld(venue.state)).toBe(400_000);
    expect(held(venue)).toEqual([0, 21_032, 142_857, 125_000, 111_111]);
    expect(places(laid)).not.toContain('initial buy initial');
  });

  it('buys what more funds ask for', () => {
    const venue = running();
    venue.edit({ investment: '1300', amounts: ['220', '240', '260', '280', '300'] });
    venue.close('121');
    expect(venue.confirm()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          order: expect.objectContaining({ leg: 'initial', size: 300_000, cycle: 2 }),
        }),
      ]),
    );
    // Told in two parts: the cells are filled up nearest first, on top of what they hold.
    venue.fill('initial', { size: 120_000, price: 12_100 });
    expect(held(venue)).toEqual([0, 0, 200_000, 200_000, 20_000]);
    venue.fill('initial', { price: 12_100 });
    expect(held(venue)).toEqual([0, 0, 200_000, 200_000, 200_000]);
    expect(venue.ladder()).toEqual([
      'buy 10000 200000',
      'buy 11000 200000',
      'sell 13000 200000',
      'sell 14000 200000',
      'sell 15000 200000',
    ]);
  });

  it('of a stop replaces the trigger that rests at the venue', () => {
    const venue = running({ stopLoss: { unit: 'price', value: '90' } });
    venue.edit({ stopLoss: { unit: 'price', value: '85' } });
    expect(cancels(venue.close('121'))).toContain('stop-loss');
    venue.confirm();
    expect(venue.orders.get('stop-loss')).toMatchObject({ price: 8_500, cycle: 2 });
    expect(ends(venue.fill('stop-loss', { price: 8_500, size: 300_000 }))).toEqual(['stop-loss']);
  });

  it('of what is read at every close lays nothing anew', () => {
    const venue = running();
    venue.edit({ onRangeExit: 'stop-and-keep', idleStopMin: 5 });
    expect(venue.close('121')).toBe(RUNNING);
    expect(ends(venue.close('99'))).toEqual(['range-exit']);
  });

  it('that is refused keeps the ladder and says why, once', () => {
    const venue = running();
    venue.edit({ investment: '2000000', amounts: null });
    expect(notes(venue.close('121'))).toEqual(['edit-refused']);
    expect(venue.close('121')).toBe(RUNNING);
    expect(venue.state.generation).toBe(1);
  });

  it('may come between two decision closes, at the last price', () => {
    const venue = running();
    expect(venue.send({ kind: 'price-moved', price: 12_100 as Price })).toBe(NO_OUTPUTS);
    venue.edit({ upper: '140', levels: 5, amounts: null, investment: '600' });
    expect(cancels(venue.send({ kind: 'price-moved', price: 12_100 as Price }))).toHaveLength(5);
    expect(venue.send({ kind: 'price-moved', price: 12_200 as Price })).toBe(NO_OUTPUTS);
    venue.confirm();
    expect(venue.state).toMatchObject({ phase: 'running', generation: 2 });
  });

  it('waits for the initial order', () => {
    const venue = spot();
    venue.close('121');
    venue.edit({ upper: '140', levels: 5, amounts: null, investment: '600' });
    expect(venue.close('121')).toBe(RUNNING);
    venue.fill('initial', { price: 12_100 });
    expect(cancels(venue.close('121'))).toHaveLength(5);
  });

  it('counts a fill that has overtaken its cancel before the inventory is carried', () => {
    const venue = running();
    const late = venue.execute('cell-1-1');
    venue.edit({ upper: '160' });
    venue.close('121');
    expect(venue.report(late)).toEqual([]);
    venue.confirm();
    expect(netHeld(venue.state)).toBe(400_000);
    expect(venue.state.generation).toBe(2);
    // Whatever is told of the old generation from now on changes nothing.
    expect(venue.send({ kind: 'order-filled', fill: { ...late, tradeId: 'again' } })).toBe(NO_OUTPUTS);
  });

  it('is overtaken by a stop, by a trigger and by a liquidation', () => {
    const changing = (document: object = {}): ReturnType<typeof running> => {
      const venue = running({ stopLoss: { unit: 'price', value: '90' }, ...document });
      venue.edit({ upper: '160' });
      venue.close('121');
      return venue;
    };
    const stopped = changing();
    expect(stopped.send({ kind: 'stop-asked', mode: 'close' })).toEqual([]);
    expect(places(stopped.confirm())).toEqual(['close-1 sell stop']);
    expect(ends(stopped.fill('close-1'))).toEqual(['stop']);
    const triggered = changing();
    const trigger = { kind: 'triggered', leg: 'stop-loss', price: 9_000 as Price, at: epochMs(0) } as const;
    expect(triggered.send(trigger)).toEqual([]);
    expect(triggered.state.closing).toMatchObject({ leg: 'stop-loss', size: 300_000 });
    expect(wantedOrders(triggered.market, triggered.settings, triggered.state)).toEqual([]);
  });
});
