import { cancels, ends, outcomes, places, running } from '../testing/five-cells.js';
import type { ScriptedVenue } from '../testing/scripted-venue.js';
import { netHeld } from './stop.js';

const pause = (venue: ScriptedVenue, orders: 'keep' | 'cancel') =>
  venue.send({ kind: 'pause-asked', orders });
const goOn = (venue: ScriptedVenue) => venue.send({ kind: 'continue-asked' });
const resting = (venue: ScriptedVenue) =>
  [...venue.orders.values()].map(({ leg, side }) => `${leg} ${side}`).sort();

describe('a paused grid', () => {
  it('keeps its orders when it is asked to, counts what fills and answers nothing until it goes on', () => {
    const venue = running();
    const before = resting(venue);
    expect(pause(venue, 'keep')).toEqual([]);
    expect(resting(venue)).toEqual(before);
    const held = netHeld(venue.state);
    expect(venue.fill('cell-1-1', {})).toEqual([]);
    expect(netHeld(venue.state)).toBeGreaterThan(held);
    expect(outcomes(venue.close('112'))).toEqual(['paused']);
    expect(goOn(venue)).toEqual([]);
    expect(places(venue.close('112'))).toEqual(['cell-1-2 sell grid-sell']);
    expect(resting(venue)).toEqual(
      [...before.filter((line) => !line.startsWith('cell-1-')), 'cell-1-2 sell'].sort(),
    );
  });

  it('cancels them when it is asked to, and places the same ladder again', () => {
    const venue = running();
    const before = resting(venue).map((line) => line.replace(/-\d+ /, ' '));
    expect(cancels(pause(venue, 'cancel'))).toHaveLength(before.length);
    expect(resting(venue)).toEqual([]);
    venue.confirm();
    expect(places(venue.close('121'))).toEqual([]);
    goOn(venue);
    venue.close('121');
    expect(resting(venue).map((line) => line.replace(/-\d+ /, ' '))).toEqual(before);
  });

  it('answers a cancellation that is confirmed only after it has gone on, once', () => {
    const venue = running();
    pause(venue, 'cancel');
    goOn(venue);
    expect(places(venue.close('121'))).toEqual([]);
    venue.confirm();
    const placed = places(venue.close('121'));
    expect(placed).toHaveLength(5);
    expect(places(venue.close('121'))).toEqual([]);
  });

  it('counts a fill that has overtaken its cancellation', () => {
    const venue = running();
    const held = netHeld(venue.state);
    pause(venue, 'cancel');
    venue.fill('cell-1-1', {});
    expect(netHeld(venue.state)).toBeGreaterThan(held);
    venue.confirm();
    goOn(venue);
    expect(places(venue.close('112'))).toContain('cell-1-2 sell grid-sell');
  });

  it('still ends at its stop, and when it is asked to', () => {
    const venue = running({ stopLoss: { unit: 'amount', value: '50' } });
    pause(venue, 'keep');
    const stopped = venue.close('121', { account: { equity: '999000' } });
    expect(cancels(stopped)).toHaveLength(5);
    expect(places(venue.confirm())).toEqual(['close-1 sell stop-loss']);
    const asked = running();
    pause(asked, 'cancel');
    asked.send({ kind: 'stop-asked', mode: 'close' });
    expect(places(asked.confirm())).toEqual(['close-1 sell stop']);
    asked.open(asked.price('121'));
    expect(ends(asked.outputs)).toEqual(['stop']);
  });

  it('does not follow the market: neither range nor trend nor idleness are looked at', () => {
    const venue = running({ trailingUp: '200', idleStopMin: 1 });
    pause(venue, 'keep');
    const { lines } = venue.state;
    for (const close of ['165', '170', '90', '121', '121', '121', '121']) venue.close(close);
    expect(venue.state.lines).toEqual(lines);
    expect(ends(venue.outputs)).toEqual([]);
  });

  it.each(['keep', 'cancel'] as const)(
    'changes nothing twice, and nothing before its start: %s',
    (orders) => {
      const venue = running();
      pause(venue, orders);
      const { state } = venue;
      expect(pause(venue, orders)).toEqual([]);
      expect(venue.state).toBe(state);
      const fresh = running();
      const { state: untouched } = fresh;
      expect([goOn(fresh), fresh.state]).toEqual([[], untouched]);
    },
  );

  it('goes through a restart at any moment', () => {
    const [plain, again] = [running(), running()];
    again.restarts = true;
    for (const venue of [plain, again]) {
      pause(venue, 'cancel');
      venue.fill('cell-1-1', {});
      venue.confirm();
      venue.close('112');
      goOn(venue);
      venue.close('112');
    }
    expect(again.state).toEqual(plain.state);
    expect(resting(again)).toEqual(resting(plain));
  });
});
