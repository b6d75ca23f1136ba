import type { Lots, Price } from '../../../../shared/pure/market/scale.js';
import { NO_OUTPUTS } from '../../../../shared/pure/kernel.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { spot, perpetual, running, outcomes, notes, ends, places, cancels } from '../testing/five-cells.js';
import { ScriptedVenue } from '../testing/scripted-venue.js';
import { RUNNING } from './outputs.js';
import { netHeld } from './stop.js';
import { wantedOrders } from './view.js';

describe('stops', () => {
  it('asked for with close cancel everything and sell what is held; the fill ends the bot', () => {
    const venue = running();
    const outputs = venue.send({ kind: 'stop-asked', mode: 'close' });
    expect(cancels(outputs)).toEqual(['cell-0-1', 'cell-1-1', 'cell-2-1', 'cell-3-1', 'cell-4-1']);
    expect(outputs).toHaveLength(5);
    expect(venue.confirm()).toMatchObject([
      { order: { type: 'market', leg: 'close-1', side: 'sell', size: 300_000, reason: 'stop' } },
    ]);
    expect(venue.send({ kind: 'stop-asked', mode: 'close' })).toBe(NO_OUTPUTS);
    expect(venue.close('121')).toBe(NO_OUTPUTS);
    expect(ends(venue.fill('close-1', { size: 100_000 }))).toEqual([]);
    expect(ends(venue.fill('close-1'))).toEqual(['stop']);
    expect(venue.close('121')).toBe(NO_OUTPUTS);
    expect(wantedOrders(venue.market, venue.settings, venue.state)).toEqual([]);
  });

  it('wait on spot for the last sell that may still act, whatever else ends or closes, and sell what that one has left', () => {
    const venue = running();
    const late = venue.execute('cell-2-1', { size: 40_000 });
    venue.send({ kind: 'stop-asked', mode: 'close' });
    for (const leg of ['cell-0-1', 'cell-1-1', 'cell-3-1', 'cell-4-1'])
      expect(venue.ended(leg, 'order-cancelled')).toEqual([]);
    expect(venue.close('121')).toEqual([]);
    expect(venue.report(late)).toEqual([]);
    expect(venue.ended('cell-2-1', 'order-cancelled')).toMatchObject([
      { order: { leg: 'close-1', side: 'sell', size: 260_000 } },
    ]);
  });

  it('wait for no buy, and on a perpetual for nothing: there a close only reduces', () => {
    const buying = running();
    buying.send({ kind: 'stop-asked', mode: 'close' });
    for (const leg of ['cell-2-1', 'cell-3-1']) expect(buying.ended(leg, 'order-cancelled')).toEqual([]);
    expect(places(buying.ended('cell-4-1', 'order-cancelled'))).toEqual(['close-1 sell stop']);
    const long = perpetual({ mode: 'long' });
    long.close('121');
    long.fill('initial', { price: 1_210 });
    expect(places(long.send({ kind: 'stop-asked', mode: 'close' }))).toEqual(['close-1 sell stop']);
  });

  it('close what is really held when a fill is told after the end of its order', () => {
    const venue = running();
    const late = venue.execute('cell-2-1', { size: 40_000 });
    venue.send({ kind: 'stop-asked', mode: 'close' });
    venue.confirm();
    venue.ended('close-1', 'order-rejected');
    const held = netHeld(venue.state);
    expect(places(venue.report(late))).toHaveLength(1);
    expect(netHeld(venue.state)).toBe(held - 40_000);
    expect(venue.report(late)).toBe(NO_OUTPUTS);
    expect(ends(venue.fill('close-2'))).toEqual(['stop']);
  });

  it('asked for with keep only cancel', () => {
    const venue = running();
    const outputs = venue.send({ kind: 'stop-asked', mode: 'keep' });
    expect(cancels(outputs)).toHaveLength(5);
    expect(ends(outputs)).toEqual(['stop']);
    expect(netHeld(venue.state)).toBe(300_000);
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

  it('tell what dust is left where everything was to be sold', () => {
    const venue = spot({ initialPosition: 'none' });
    venue.close('121');
    venue.fill('cell-1-1', { feeInBase: '0.002004' });
    venue.send({ kind: 'stop-asked', mode: 'close' });
    venue.confirm();
    const outputs = venue.fill('close-1');
    expect(outputs).toContainEqual({ kind: 'note', code: 'dust', details: { size: '0.000006' } });
    expect(ends(outputs)).toEqual(['stop']);
  });

  it('forget dust when the position is not what the fills explain', () => {
    const venue = spot({ initialPosition: 'none' });
    venue.close('121');
    venue.fill('cell-1-1', { feeInBase: '0.002004' });
    venue.send({
      ...{ kind: 'position-changed', size: 99_799 as never, cause: 'adjustment' },
      ...{ price: 12_100 as never, at: 1 as never },
    });
    expect(venue.state.dust).toBe('0');
    expect(netHeld(venue.state)).toBe(99_799);
  });

  it('try a refused closing order again at the next decision close', () => {
    const venue = running();
    venue.send({ kind: 'stop-asked', mode: 'close' });
    venue.confirm();
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
    expect(places(venue.confirm())).toEqual([`close-1 sell ${reason}`]);
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
    const triggered = { kind: 'triggered', leg: 'stop-loss', price: 9_000 as Price, at: epochMs(0) } as const;
    expect(cancels(venue.send(triggered))).toEqual([
      ...['cell-0-1', 'cell-1-1', 'cell-2-1', 'cell-3-1', 'cell-4-1', 'take-profit'],
    ]);
    expect(ends(venue.fill('stop-loss', { price: 9_000, size: 300_000 }))).toEqual(['stop-loss']);
    expect(netHeld(venue.state)).toBe(0);
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
    expect(netHeld(keep.state)).toBe(300_000);
    const flat = spot({ stopLoss, initialPosition: 'none' });
    flat.close('121');
    expect(flat.send(trigger).at(-1)).toEqual({ kind: 'ended', reason: 'stop-loss' });
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
    const acted = triggered.send({
      kind: 'triggered',
      leg: 'stop-loss',
      price: 900 as Price,
      at: epochMs(0),
    });
    expect(acted.slice(-2)).toMatchObject([
      { code: 'cells-cancelled-out', details: { price: '90' } },
      { kind: 'ended' },
    ]);
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

  it('that act at the venue take along what the fills of the same moment have placed', () => {
    const moment = { price: 900 as Price, at: epochMs(0) };
    const acts = [
      { kind: 'triggered', leg: 'stop-loss', ...moment },
      { kind: 'position-changed', size: 0 as Lots, cause: 'liquidation', ...moment },
    ] as const;
    for (const act of acts)
      for (const stopMode of ['close', 'keep']) {
        const venue = perpetual({ mode: 'neutral', stopLoss: { unit: 'price', value: '90' }, stopMode });
        venue.close('121');
        // Answered, and the answer is an order that the venue had not seen when it cancelled the others.
        expect(places(venue.fill('cell-1-1'))).toEqual(['cell-1-2 sell grid-sell']);
        expect(cancels(venue.send(act))).toContain('cell-1-2');
      }
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
    expect(places(venue.confirm())).toEqual(expected);
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
    venue.close('121');
    expect(places(venue.confirm())).toEqual(['close-1 sell idle']);
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
    expect(ends(venue.send(liquidation))).toEqual(['liquidation']);
    expect(venue.send(liquidation)).toBe(NO_OUTPUTS);
    expect(netHeld(venue.state)).toBe(0);
    const other = running();
    const fill = { ...other.execute('cell-1-1'), leg: 'liquidation', reason: 'liquidation' };
    expect(ends(other.report(fill))).toEqual(['liquidation']);
  });

  it('a position that differs is told; what is gone of it is not closed by a stop, and more than is expected is nobody’s', () => {
    const venue = running();
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
    expect(netHeld(venue.state)).toBe(200_000);
    expect(venue.send({ ...changed, size: 500_000 as Lots })).toMatchObject([{ code: 'position-differs' }]);
    expect(netHeld(venue.state)).toBe(200_000);
    expect(venue.send({ ...changed, size: 0 as Lots })).toMatchObject([{ code: 'position-differs' }]);
    expect(ends(venue.send({ kind: 'stop-asked', mode: 'close' }))).toEqual(['stop']);
  });
});
