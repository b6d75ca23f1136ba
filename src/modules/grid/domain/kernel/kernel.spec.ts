import type { Lots, Price } from '../../../../shared/pure/market/scale.js';
import { NO_OUTPUTS } from '../../../../shared/pure/kernel.js';
import type { GateRecord, StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { GRID_TEXTS } from '../describe.js';
import { gridMarket } from '../market.js';
import { marketOf, PERPETUAL, SPOT } from '../testing/markets.js';
import { ScriptedVenue } from '../testing/scripted-venue.js';
import { RUNNING } from './outputs.js';
import { netHeld } from './stop.js';
import { ladderView, wantedOrders } from './view.js';

/** 100, 110, ..., 150: five cells of one coin (the perpetual's lots are ten times as large). */
const FIVE = {
  spacing: 'arithmetic',
  lower: '100',
  upper: '150',
  levels: 6,
  investment: '650',
  amounts: ['110', '120', '130', '140', '150'],
};

const spot = (document: object = {}): ScriptedVenue => new ScriptedVenue({ ...FIVE, ...document }, SPOT);

const perpetual = (document: object): ScriptedVenue =>
  new ScriptedVenue({ ...FIVE, ...document }, PERPETUAL, marketOf(PERPETUAL));

/** A spot grid from 121 (line 2 waits) whose initial purchase has filled. */
function running(document: object = {}): ScriptedVenue {
  const venue = spot(document);
  venue.close('121');
  venue.fill('initial', { price: 12_100 });
  return venue;
}

const outcomes = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) => (output.kind === 'gates' ? [output.outcome] : []));
const notes = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) => (output.kind === 'note' ? [output.code] : []));
const ends = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) => (output.kind === 'ended' ? [output.reason] : []));
const places = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) =>
    output.kind === 'place' ? [`${output.order.leg} ${output.order.side} ${output.order.reason}`] : [],
  );
const cancels = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) => (output.kind === 'cancel' ? [output.leg] : []));

describe('the start', () => {
  it('makes one purchase for the upper cells and lays the lower ones, from the lowest up', () => {
    const outputs = spot().close('121');
    expect(outcomes(outputs)).toEqual(['started']);
    expect(places(outputs)).toEqual([
      'initial buy initial',
      'cell-0-1 buy grid-buy',
      'cell-1-1 buy grid-buy',
    ]);
    expect(outputs[1]).toMatchObject({ order: { type: 'market', size: 300_000, reduceOnly: false } });
  });

  it('answers the purchase with the sells of its cells', () => {
    expect(running().ladder()).toEqual([
      'buy 10000 100000',
      'buy 11000 100000',
      'sell 13000 100000',
      'sell 14000 100000',
      'sell 15000 100000',
    ]);
  });

  it('is told once; every later close is a decision of a running grid', () => {
    const venue = running();
    expect(outcomes(venue.close('122'))).toEqual(['running']);
    expect(outcomes(venue.close('123'))).toEqual(['running']);
  });

  it('with the price above the range buys nothing and lays buys only', () => {
    expect(places(spot().close('151'))).toEqual([0, 1, 2, 3, 4].map((cell) => `cell-${cell}-1 buy grid-buy`));
  });

  it('with the price below the range buys for every cell', () => {
    expect(places(spot().close('99'))).toEqual(['initial buy initial']);
  });

  it('notes a purchase below the minimum; its cells stay idle', () => {
    const venue = new ScriptedVenue(
      { spacing: 'arithmetic', lower: '100', upper: '200', levels: 2, investment: '10' },
      SPOT,
    );
    const outputs = venue.close('50');
    expect(outputs.at(-1)).toMatchObject({
      kind: 'note',
      code: 'size',
      details: { which: 'initial', size: '0.05' },
    });
    expect(places(venue.close('200'))).toEqual(['cell-0-1 buy grid-buy']);
  });

  it('a short grid sells for the lower cells and answers with buys that only reduce', () => {
    const venue = perpetual({ mode: 'short' });
    const outputs = venue.close('131');
    expect(places(outputs)).toEqual([
      'initial sell initial',
      'cell-3-1 sell grid-sell',
      'cell-4-1 sell grid-sell',
    ]);
    const answers = venue.fill('initial', { price: 1_310 });
    expect(answers).toMatchObject([
      { order: { leg: 'cell-0-1', side: 'buy', price: 1_000, reduceOnly: true } },
      { order: { leg: 'cell-1-1', side: 'buy', price: 1_100, reduceOnly: true } },
      { order: { leg: 'cell-2-1', side: 'buy', price: 1_200, reduceOnly: true } },
    ]);
    expect(netHeld(venue.settings, venue.state)).toBe(-30_000);
  });

  it('a neutral grid opens on both sides, and no order of it is reduce-only', () => {
    const outputs = perpetual({ mode: 'neutral' }).close('121');
    expect(places(outputs)).toEqual([
      'cell-0-1 buy grid-buy',
      'cell-1-1 buy grid-buy',
      'cell-2-1 sell grid-sell',
      'cell-3-1 sell grid-sell',
      'cell-4-1 sell grid-sell',
    ]);
    expect(outputs.every((output) => output.kind !== 'place' || !output.order.reduceOnly)).toBe(true);
  });

  it('refused settings never become a state', () => {
    expect(() => spot({ upper: '100.02', lower: '100' })).toThrow('levels-share-a-tick');
  });

  it('waits while trading is not allowed or the account is silent', () => {
    const venue = spot();
    expect(outcomes(venue.close('121', { tradingAllowed: false }))).toEqual(['trading']);
    expect(outcomes(venue.close('121', { account: { cash: null } }))).toEqual(['account']);
    expect(outcomes(venue.close('121', { account: { equity: null } }))).toEqual(['account']);
    expect(outcomes(venue.close('121'))).toEqual(['started']);
  });

  it('ends at gate risk, with the reasons, when something forbids it', () => {
    const venue = spot();
    const outputs = venue.close('121', { account: { cash: '400' } });
    expect(outcomes(outputs)).toEqual(['risk']);
    expect(notes(outputs)).toEqual(['investment-above-balance']);
    expect(ends(outputs)).toEqual(['investment-above-balance']);
    expect(venue.close('121')).toBe(NO_OUTPUTS);
  });

  it.each([
    ['price-above', '125', ['124.99', '125']],
    ['price-below', '115', ['115.01', '114']],
    ['price-at', '125.005', ['124', '126']],
    ['price-at', '120', ['124', '119']],
  ])('by %s %s starts at the first decision close that satisfies it', (type, value, [before, at]) => {
    const venue = spot({ startTrigger: { type, value } });
    const waiting = venue.close(before!);
    expect(outcomes(waiting)).toEqual(['trigger']);
    expect(outcomes(venue.close(before!))).toEqual(['trigger']);
    expect(outcomes(venue.close(at!))).toEqual(['started']);
  });

  it('by RSI starts when the indicator is there and has arrived', () => {
    for (const [type, far, near] of [
      ['rsi-below', 31, 30],
      ['rsi-above', 29, 30],
    ] as const) {
      const venue = spot({ startTrigger: { type, value: '30' } });
      const gates = venue.close('121')[0] as { gates: readonly GateRecord[] };
      expect(gates.gates[0]).toMatchObject({ gate: 'trigger', value: 'unknown', verdict: 'refused' });
      expect(outcomes(venue.close('121', { rsi: far }))).toEqual(['trigger']);
      expect(outcomes(venue.close('121', { rsi: near }))).toEqual(['started']);
    }
  });
});

describe('idle cells', () => {
  it('place their buy at the first decision close at or above their upper line', () => {
    const venue = spot({ initialPosition: 'none' });
    expect(places(venue.close('121'))).toEqual(['cell-0-1 buy grid-buy', 'cell-1-1 buy grid-buy']);
    expect(venue.close('129.99')).toBe(RUNNING);
    expect(places(venue.close('140'))).toEqual(['cell-2-1 buy grid-buy', 'cell-3-1 buy grid-buy']);
    expect(places(venue.close('150'))).toEqual(['cell-4-1 buy grid-buy']);
    expect(venue.close('150')).toBe(RUNNING);
  });

  it('of a short grid place their sell at the first close at or below their lower line', () => {
    const venue = perpetual({ mode: 'short', initialPosition: 'none' });
    expect(places(venue.close('131'))).toEqual(['cell-3-1 sell grid-sell', 'cell-4-1 sell grid-sell']);
    expect(places(venue.close('110'))).toEqual(['cell-2-1 sell grid-sell', 'cell-1-1 sell grid-sell']);
    expect(places(venue.close('100'))).toEqual(['cell-0-1 sell grid-sell']);
  });

  it('wait while nothing may be opened', () => {
    const venue = spot({ initialPosition: 'none' });
    venue.close('121');
    expect(venue.close('130', { tradingAllowed: false })).toBe(RUNNING);
    expect(places(venue.close('130'))).toEqual(['cell-2-1 buy grid-buy']);
  });

  it('with hold, what is there covers the cells nearest to the price', () => {
    const held = { held: 150_000 as Lots, generation: 2 };
    const venue = new ScriptedVenue({ ...FIVE, initialPosition: 'hold' }, SPOT, undefined, held);
    const outputs = venue.close('121');
    expect(places(outputs)).toEqual([
      'cell-0-1 buy grid-buy',
      'cell-1-1 buy grid-buy',
      'cell-2-1 sell grid-sell',
    ]);
    expect(netHeld(venue.settings, venue.state)).toBe(150_000);
    expect([...venue.orders.values()].every(({ cycle }) => cycle === 2)).toBe(true);
    // Half of the next cell is there: it is sold first, at its own line.
    const next = venue.close('140');
    expect(next.slice(1)).toMatchObject([
      { order: { leg: 'cell-3-1', side: 'sell', price: 14_000, size: 50_000 } },
    ]);
  });
});

describe('fills', () => {
  it('are answered on the other line, with the next number of the cell', () => {
    const venue = running();
    expect(places(venue.fill('cell-2-1'))).toEqual(['cell-2-2 buy grid-buy']);
    expect(places(venue.fill('cell-2-2'))).toEqual(['cell-2-3 sell grid-sell']);
  });

  it('reported again, late, for another generation or for no cell of ours change nothing', () => {
    const venue = running();
    const fill = venue.execute('cell-1-1');
    venue.report(fill);
    const { state } = venue;
    for (const other of [
      fill,
      { ...fill, tradeId: 'late' },
      { ...fill, cycle: 7 },
      { ...fill, leg: 'cell-77-1' },
      { ...fill, leg: 'cell-x-1' },
      { ...fill, leg: 'somebody' },
      { ...fill, leg: 'initial' },
    ]) {
      expect(venue.send({ kind: 'order-filled', fill: other })).toBe(NO_OUTPUTS);
      expect(venue.state).toBe(state);
    }
  });

  it('of the initial order in parts lay the same ladder as one', () => {
    const venue = spot();
    venue.close('121');
    venue.fill('initial', { size: 150_000, price: 12_100 });
    expect(netHeld(venue.settings, venue.state)).toBe(150_000);
    venue.fill('initial', { size: 150_000, price: 12_110 });
    expect(venue.ladder()).toEqual(running().ladder());
  });

  it('that stall in part are answered once the price has gone to the other line', () => {
    const venue = running();
    venue.fill('cell-1-1', { size: 40_000 });
    expect(venue.close('119')).toBe(RUNNING);
    expect(cancels(venue.close('120'))).toEqual(['cell-1-1']);
    const answer = venue.ended('cell-1-1', 'order-cancelled');
    expect(answer).toMatchObject([{ order: { leg: 'cell-1-2', side: 'sell', price: 12_000, size: 40_000 } }]);
    // The other way round: a quarter of the sell fills, the price comes back, what was sold is bought again.
    venue.fill('cell-1-2', { size: 10_000 });
    expect(cancels(venue.close('110'))).toEqual(['cell-1-2']);
    expect(venue.ended('cell-1-2', 'order-cancelled')).toMatchObject([
      { order: { side: 'buy', price: 11_000, size: 70_000 } },
    ]);
  });

  it('too small to be answered wait for more', () => {
    const venue = running();
    venue.fill('cell-1-1', { size: 4_000 });
    expect(cancels(venue.close('125'))).toEqual([]);
    // Should the order end there, the cell is filled up first: 4.8 USDT cannot be sold alone.
    expect(venue.ended('cell-1-1', 'order-cancelled')).toMatchObject([
      { order: { leg: 'cell-1-2', side: 'buy', size: 96_000 } },
    ]);
    expect(venue.fill('cell-1-2')).toMatchObject([{ order: { side: 'sell', size: 100_000 } }]);
  });

  it('too little to fill a cell up is merged with what is held', () => {
    const venue = running();
    venue.fill('cell-2-1', { size: 3_000 });
    expect(venue.ended('cell-2-1', 'order-cancelled')).toMatchObject([
      { order: { side: 'sell', size: 97_000 } },
    ]);
  });

  it('whose fee was taken in coins are answered by what arrived', () => {
    const base = marketOf(SPOT);
    const market = gridMarket(base.scale, { maker: '0.001', taker: '0.002', buyFeeInBase: true });
    const venue = new ScriptedVenue({ ...FIVE, initialPosition: 'none' }, SPOT, market);
    venue.close('121');
    expect(venue.fill('cell-1-1')).toMatchObject([{ order: { side: 'sell', size: 99_800 } }]);
    expect(venue.fill('cell-1-2')).toMatchObject([{ order: { side: 'buy', size: 100_000 } }]);
    expect(netHeld(venue.settings, venue.state)).toBe(0);
  });
});

describe('orders that end', () => {
  it('a refused cell order is noted and placed again at the next decision close', () => {
    const venue = running();
    const told = venue.ended('cell-1-1', 'order-rejected', 'insufficient-funds');
    expect(told).toMatchObject([
      { code: 'rejected', details: { which: 'grid-buy', cause: 'insufficient-funds' } },
    ]);
    expect(places(venue.close('121'))).toEqual(['cell-1-2 buy grid-buy']);
    expect(venue.state.unsettled).toBe(0);
  });

  it('while nothing may be opened only what closes is placed again', () => {
    const venue = running();
    venue.ended('cell-1-1', 'order-denied');
    venue.ended('cell-3-1', 'order-cancelled');
    expect(places(venue.close('121', { tradingAllowed: false }))).toEqual(['cell-3-2 sell grid-sell']);
    expect(places(venue.close('121'))).toEqual(['cell-1-2 buy grid-buy']);
  });

  it('a refused initial order stops the bot and cancels its orders', () => {
    const venue = spot();
    venue.close('121');
    const outputs = venue.ended('initial', 'order-rejected', 'insufficient-funds');
    expect(notes(outputs)).toEqual(['rejected']);
    expect(cancels(outputs)).toEqual(['cell-0-1', 'cell-1-1']);
    expect(ends(outputs)).toEqual(['initial-refused']);
  });

  it('an initial order cancelled in part lays the cells it has paid for; the others wait', () => {
    const venue = spot();
    venue.close('121');
    venue.fill('initial', { size: 150_000, price: 12_100 });
    const outputs = venue.ended('initial', 'order-cancelled');
    expect(places(outputs)).toEqual(['cell-2-1 sell grid-sell']);
    expect(places(venue.close('140'))).toEqual(['cell-3-1 sell grid-sell']);
    expect(venue.state.idle).toEqual({ from: 4, to: 5 });
  });

  it('reports of other orders change nothing', () => {
    const venue = running();
    const { state } = venue;
    for (const leg of ['initial', 'cell-1-9', 'cell-99-1', 'close-1'])
      expect(venue.ended(leg, 'order-cancelled')).toBe(NO_OUTPUTS);
    venue.send({ kind: 'order-denied', leg: 'cell-1-1', cycle: 9, code: 'x' });
    venue.send({ kind: 'price-moved', price: 1 as Price });
    expect(venue.state).toBe(state);
  });
});

describe('stops', () => {
  it('asked for with close cancel everything and sell what is held; the fill ends the bot', () => {
    const venue = running();
    const outputs = venue.send({ kind: 'stop-asked', mode: 'close' });
    expect(cancels(outputs)).toEqual(['cell-0-1', 'cell-1-1', 'cell-2-1', 'cell-3-1', 'cell-4-1']);
    expect(outputs.at(-1)).toMatchObject({
      order: { type: 'market', leg: 'close-1', side: 'sell', size: 300_000, reason: 'stop' },
    });
    expect(venue.send({ kind: 'stop-asked', mode: 'close' })).toBe(NO_OUTPUTS);
    expect(venue.close('121')).toBe(NO_OUTPUTS);
    expect(ends(venue.fill('close-1', { size: 100_000 }))).toEqual([]);
    expect(ends(venue.fill('close-1'))).toEqual(['stop']);
    expect(venue.close('121')).toBe(NO_OUTPUTS);
    expect(wantedOrders(venue.market, venue.settings, venue.state)).toEqual([]);
  });

  it('asked for with keep only cancel', () => {
    const venue = running();
    const outputs = venue.send({ kind: 'stop-asked', mode: 'keep' });
    expect(cancels(outputs)).toHaveLength(5);
    expect(ends(outputs)).toEqual(['stop']);
    expect(netHeld(venue.settings, venue.state)).toBe(300_000);
  });

  it('asked for before the start end the bot', () => {
    expect(ends(spot().send({ kind: 'stop-asked', mode: 'close' }))).toEqual(['stop']);
  });

  it('also cancel the initial order and sell what it had bought, or still buys', () => {
    const venue = spot();
    venue.close('121');
    const late = venue.execute('initial', { price: 12_100, size: 200_000 });
    venue.fill('initial', { price: 12_100, size: 100_000 });
    const outputs = venue.send({ kind: 'stop-asked', mode: 'close' });
    expect(cancels(outputs)).toContain('initial');
    expect(outputs.at(-1)).toMatchObject({ order: { leg: 'close-1', size: 100_000 } });
    venue.report(late);
    expect(venue.fill('close-1')).toMatchObject([{ order: { leg: 'close-2', size: 200_000 } }]);
    expect(ends(venue.fill('close-2'))).toEqual(['stop']);
  });

  it('close what a fill brought that had overtaken its cancel', () => {
    const venue = spot({ initialPosition: 'none' });
    venue.close('121');
    const late = venue.execute('cell-1-1');
    expect(ends(venue.send({ kind: 'stop-asked', mode: 'close' }))).toEqual(['stop']);
    expect(venue.report(late)).toMatchObject([{ order: { leg: 'close-1', side: 'sell', size: 100_000 } }]);
    venue.fill('close-1');
    expect(venue.state.phase).toBe('stopped');
    expect(venue.ended('cell-0-1', 'order-cancelled')).toEqual([]);
    expect(venue.state.cells[0]!.order).toBe('done');
  });

  it('try a refused closing order again at the next decision close', () => {
    const venue = running();
    venue.send({ kind: 'stop-asked', mode: 'close' });
    expect(notes(venue.ended('close-1', 'order-rejected'))).toEqual(['rejected']);
    expect(places(venue.close('121'))).toEqual(['close-2 sell stop']);
  });

  it('keep and note what is too small to be closed', () => {
    const venue = spot({ initialPosition: 'none' });
    venue.close('121');
    venue.fill('cell-1-1', { size: 1_000 });
    const outputs = venue.send({ kind: 'stop-asked', mode: 'close' });
    expect(notes(outputs)).toEqual(['size']);
    expect(ends(outputs)).toEqual(['stop']);
  });

  it.each([
    ['stopLoss', 'percent', '10', '999935.01', '999935', 'stop-loss'],
    ['stopLoss', 'amount', '65', '999935.01', '999935', 'stop-loss'],
    ['takeProfit', 'percent', '2', '1000012.99', '1000013', 'take-profit'],
    ['takeProfit', 'amount', '13', '1000012.99', '1000013', 'take-profit'],
  ])('%s in %s compares the equity at decision closes', (name, unit, value, before, at, reason) => {
    const venue = running({ [name]: { unit, value } });
    expect(venue.close('121', { account: { equity: before } })).toBe(RUNNING);
    expect(venue.close('121', { account: { equity: null } })).toBe(RUNNING);
    const outputs = venue.close('121', { account: { equity: at } });
    expect(outcomes(outputs)).toEqual(['running']);
    expect(cancels(outputs)).toHaveLength(5);
    expect(places(outputs)).toEqual([`close-1 sell ${reason}`]);
  });

  it('with stopMode keep only cancel when the equity has reached them', () => {
    const venue = running({ stopLoss: { unit: 'amount', value: '1' }, stopMode: 'keep' });
    const outputs = venue.close('121', { account: { equity: '0' } });
    expect(places(outputs)).toEqual([]);
    expect(ends(outputs)).toEqual(['stop-loss']);
  });

  it('as prices rest at the venue from the start on and end the bot when they act', () => {
    const venue = spot({
      stopLoss: { unit: 'price', value: '90' },
      takeProfit: { unit: 'price', value: '160' },
    });
    const outputs = venue.close('121');
    expect(outputs.slice(1, 3)).toMatchObject([
      {
        order: {
          type: 'trigger',
          leg: 'stop-loss',
          side: 'sell',
          price: 9_000,
          direction: 'below',
          action: 'close',
        },
      },
      { order: { type: 'trigger', leg: 'take-profit', price: 16_000, direction: 'above' } },
    ]);
    venue.fill('initial', { price: 12_100 });
    expect(
      venue.send({ kind: 'triggered', leg: 'stop-loss', price: 9_000 as Price, at: epochMs(0) }),
    ).toEqual([]);
    expect(ends(venue.fill('stop-loss', { price: 9_000, size: 300_000 }))).toEqual(['stop-loss']);
    expect(netHeld(venue.settings, venue.state)).toBe(0);
  });

  it('as prices end the bot also when the fill is told before the trigger', () => {
    const venue = running({ stopLoss: { unit: 'price', value: '90' } });
    expect(ends(venue.fill('stop-loss', { price: 9_000, size: 300_000 }))).toEqual(['stop-loss']);
    expect(venue.send({ kind: 'triggered', leg: 'stop-loss', price: 9_000 as Price, at: epochMs(0) })).toBe(
      NO_OUTPUTS,
    );
  });

  it('as prices with stopMode keep, or with nothing held, end the bot without a fill', () => {
    const stopLoss = { unit: 'price', value: '90' };
    const trigger = { kind: 'triggered', leg: 'stop-loss', price: 9_000 as Price, at: epochMs(0) } as const;
    const keep = running({ stopLoss, stopMode: 'keep' });
    expect(keep.orders.get('stop-loss')).toMatchObject({ action: 'cancel' });
    expect(ends(keep.send(trigger))).toEqual(['stop-loss']);
    expect(netHeld(keep.settings, keep.state)).toBe(300_000);
    const flat = spot({ stopLoss, initialPosition: 'none' });
    flat.close('121');
    expect(flat.send(trigger)).toEqual([{ kind: 'ended', reason: 'stop-loss' }]);
    expect(flat.send({ ...trigger, leg: 'whatever' })).toBe(NO_OUTPUTS);
  });

  it('cancel cells that cancel out without an order and say at what price', () => {
    const open = (document: object): ScriptedVenue => {
      const venue = perpetual({ mode: 'neutral', ...document });
      venue.close('121');
      venue.fill('cell-1-1');
      venue.fill('cell-2-1');
      return venue;
    };
    const triggered = open({ stopLoss: { unit: 'price', value: '90' } });
    expect(
      triggered.send({ kind: 'triggered', leg: 'stop-loss', price: 900 as Price, at: epochMs(0) }),
    ).toMatchObject([{ code: 'cells-cancelled-out', details: { price: '90' } }, { kind: 'ended' }]);
    const compared = open({ stopLoss: { unit: 'amount', value: '5' } });
    const outputs = compared.close('125', { account: { equity: '1' } });
    expect(outputs.slice(-2)).toMatchObject([
      { code: 'cells-cancelled-out', details: { price: '125' } },
      { kind: 'ended', reason: 'stop-loss' },
    ]);
    const asked = open({});
    expect(asked.send({ kind: 'stop-asked', mode: 'close' }).at(-2)).toMatchObject({ details: {} });
    expect(compared.state.cells.every(({ held }) => held === 0)).toBe(true);
  });

  it('close the net of a neutral grid with one order', () => {
    const venue = perpetual({ mode: 'neutral' });
    venue.close('121');
    for (const leg of ['cell-2-1', 'cell-3-1', 'cell-1-1']) venue.fill(leg);
    expect(venue.send({ kind: 'stop-asked', mode: 'close' }).at(-1)).toMatchObject({
      order: { side: 'buy', size: 10_000, reduceOnly: false },
    });
    expect(ends(venue.fill('close-1', { price: 1_250 }))).toEqual(['stop']);
    expect(venue.state.cells.every(({ held }) => held === 0)).toBe(true);
  });

  it.each([
    ['stop-and-keep', []],
    ['stop-and-close', ['close-1 sell range-exit']],
  ])('%s acts at the first decision close outside the range', (onRangeExit, expected) => {
    const venue = running({ onRangeExit });
    expect(venue.close('100')).toBe(RUNNING);
    const outputs = venue.close('99.99');
    expect(cancels(outputs)).toHaveLength(5);
    expect(places(outputs)).toEqual(expected);
  });

  it('wait notes leaving the range and coming back, once each', () => {
    const venue = running();
    expect(notes(venue.close('151'))).toEqual(['out-of-range']);
    expect(venue.close('152')).toBe(RUNNING);
    expect(notes(venue.close('150'))).toEqual(['back-in-range']);
  });

  it('idleStopMin stops when nothing has filled for so long with the price in range', () => {
    const venue = running({ idleStopMin: 30 });
    venue.close('121', { minutes: 20 });
    venue.fill('cell-1-1');
    expect(venue.close('121', { minutes: 29 })).toBe(RUNNING);
    venue.close('99');
    expect(notes(venue.close('121', { minutes: 60 }))).toEqual(['back-in-range']);
    expect(venue.close('121', { minutes: 29 })).toBe(RUNNING);
    expect(places(venue.close('121'))).toEqual(['close-1 sell idle']);
  });

  it('a liquidation takes everything and ends the bot, however it is told', () => {
    const liquidation = {
      kind: 'position-changed',
      size: 0 as Lots,
      cause: 'liquidation',
      price: 900 as Price,
      at: epochMs(0),
    } as const;
    const venue = perpetual({ mode: 'long' });
    venue.close('121');
    venue.fill('initial', { price: 1_210 });
    expect(venue.send(liquidation)).toEqual([{ kind: 'ended', reason: 'liquidation' }]);
    expect(venue.send(liquidation)).toBe(NO_OUTPUTS);
    expect(netHeld(venue.settings, venue.state)).toBe(0);
    const other = running();
    const fill = { ...other.execute('cell-1-1'), leg: 'liquidation', reason: 'liquidation' };
    expect(ends(other.report(fill))).toEqual(['liquidation']);
  });

  it('a position that differs is told, and nothing else is done', () => {
    const venue = running();
    const { state } = venue;
    const changed = {
      kind: 'position-changed',
      cause: 'adjustment',
      price: 12_100 as Price,
      at: epochMs(0),
    } as const;
    expect(venue.send({ ...changed, size: 300_000 as Lots })).toBe(NO_OUTPUTS);
    expect(venue.send({ ...changed, size: 200_000 as Lots })).toMatchObject([
      { code: 'position-differs', details: { expected: '3', actual: '2' } },
    ]);
    expect(venue.state).toBe(state);
  });
});

describe('views', () => {
  it('wanted orders are what rests at the venue', () => {
    const venue = spot({ stopLoss: { unit: 'price', value: '90' } });
    venue.close('121');
    expect(wantedOrders(venue.market, venue.settings, venue.state)).toEqual([...venue.orders.values()]);
    venue.fill('initial', { price: 12_100 });
    venue.fill('cell-2-1');
    const byLeg = (legs: readonly { leg: string }[]): readonly string[] => legs.map(({ leg }) => leg).sort();
    expect(byLeg(wantedOrders(venue.market, venue.settings, venue.state))).toEqual(
      byLeg([...venue.orders.values()]),
    );
  });

  it('the ladder is shown in decimals', () => {
    const venue = running();
    expect(ladderView(venue.market.scale, venue.state)[2]).toEqual({
      cell: 2,
      lower: '120',
      upper: '130',
      size: '1',
      order: 'sell',
      filled: '0',
      held: '1',
    });
  });

  it('every code a grid can say has words in both languages', () => {
    for (const [code, { ko, en }] of Object.entries(GRID_TEXTS)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      const blanks = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
      expect(new Set(blanks(ko)).size).toBeGreaterThanOrEqual(0);
      expect(ko).toMatch(/[가-힣]/);
      for (const blank of blanks(ko)) expect(en.includes(blank) || code === 'rejected').toBe(true);
    }
  });
});
