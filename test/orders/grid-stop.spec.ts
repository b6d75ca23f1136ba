import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { formatLots } from '../../src/shared/pure/market/scale.js';
import { money, ZERO_MONEY, type Money } from '../../src/shared/pure/numbers/money.js';
import { toWire } from '../../src/shared/pure/strategy/wire-order.js';
import type { StrategyOutput } from '../../src/shared/pure/strategy/output.js';
import { netHeld } from '../../src/modules/grid/domain/index.js';
import { perpetual, spot } from '../../src/modules/grid/domain/testing/five-cells.js';
import type { ScriptedVenue } from '../../src/modules/grid/domain/testing/scripted-venue.js';
import { afterCancelling, afterPlacing } from '../../src/modules/orders/domain/facts-after.js';
import { approve, type RiskFacts } from '../../src/modules/orders/domain/risk/approve.js';
import { DEFAULT_LIMITS } from '../../src/modules/orders/domain/risk/limits.js';

const CLOSED = { wanted: 2, is: { epoch: 2, open: false } } as const;

/** What Orders knows of a venue's book just before a command: its position and what rests. */
function factsOf(venue: ScriptedVenue): RiskFacts {
  const { scale } = venue.market;
  const resting = { buy: 0n, sell: 0n };
  for (const order of venue.orders.values())
    if (order.type === 'limit' && !order.reduceOnly)
      resting[order.side] += money(formatLots(scale, order.size));
  return {
    position: money(formatLots(scale, netHeld(venue.state))),
    short: ZERO_MONEY,
    resting: resting as { buy: Money; sell: Money },
    // The worst that can be: everything is halted and used up.
    ...{ limits: DEFAULT_LIMITS, halted: true, accountHalt: 'max-orders', ordersToday: 99_999 },
    ...{ laneHalt: 'position-differs', instance: { halt: 'drawdown', cooldownUntil: null } },
    ...{ undecided: 1, waitingExposure: ZERO_MONEY, elsewhere: ZERO_MONEY },
  };
}

/** The closing orders of a step, judged in the order in which Orders takes them, behind a closed gate. */
function judged(
  venue: ScriptedVenue,
  before: RiskFacts,
  outputs: readonly StrategyOutput[],
  dying: ScriptedVenue['dying'] = venue.dying,
): readonly string[] {
  const { scale } = venue.market;
  let facts = before;
  const verdicts: string[] = [];
  for (const output of outputs) {
    if (output.kind === 'cancel') {
      const order = dying.get(`${output.cycle} ${output.leg}`);
      if (order?.type === 'limit' && !order.reduceOnly)
        facts = afterCancelling(facts, order.side, money(formatLots(scale, order.size)));
    } else if (output.kind === 'place') {
      const { leg, side } = output.order;
      const wish = {
        symbol: scale.instrument.symbol,
        markPrice: '121',
        leverage: 1,
        gate: CLOSED,
        at: epochMs(0),
      };
      const verdict = approve({ ...wish, order: toWire(scale, output.order) }, facts);
      verdicts.push(`${leg} ${side} ${verdict.ok ? verdict.value.exposure.toString() : verdict.error.code}`);
      if (verdict.ok) facts = afterPlacing(facts, verdict.value);
    }
  }
  return verdicts;
}

/** Some cells filled, so that there is something to close. */
function held(mode: 'spot' | 'long' | 'short' | 'neutral'): ScriptedVenue {
  const venue = mode === 'spot' ? spot() : perpetual({ mode });
  venue.close(mode === 'short' ? '131' : '121');
  if (venue.orders.has('initial')) venue.fill('initial', { price: mode === 'spot' ? 12_100 : 1_210 });
  else for (const leg of ['cell-2-1', 'cell-3-1', 'cell-1-1']) venue.fill(leg);
  return venue;
}

describe('what closes a stopped grid', () => {
  test.each([
    ['spot', 'close-1 sell 0'],
    ['long', 'close-1 sell 0'],
    ['short', 'close-1 buy 0'],
    ['neutral', 'close-1 buy 0'],
  ] as const)(
    'of %s adds nothing, so a closed gate, the kill switch and every limit let it pass',
    (mode, verdict) => {
      const venue = held(mode);
      const before = factsOf(venue);
      const outputs = venue.send({ kind: 'stop-asked', mode: 'close' });
      const dying = new Map(venue.dying);
      expect(judged(venue, before, [...outputs, ...venue.confirm()], dying)).toEqual([verdict]);
    },
  );

  test('after a fill that has overtaken its cancel, when the gate is closed already, passes too', () => {
    const venue = spot({ initialPosition: 'none' });
    venue.close('121');
    const late = venue.execute('cell-1-1');
    venue.send({ kind: 'stop-asked', mode: 'close' });
    venue.orders.clear();
    const outputs = venue.report(late);
    const before = { ...factsOf(venue), position: money('1') };
    expect(outputs).toMatchObject([{ order: { leg: 'close-1', side: 'sell', reduceOnly: false } }]);
    expect(judged(venue, before, outputs)).toEqual(['close-1 sell 0']);
  });

  test('and nothing that would open passes with it', () => {
    const venue = held('spot');
    const before = factsOf(venue);
    const buy = { ...venue.orders.get('cell-1-1')!, leg: 'cell-1-2' };
    const outputs: readonly StrategyOutput[] = [{ kind: 'place', order: buy, replaces: null }];
    expect(judged(venue, before, outputs)).toEqual(['cell-1-2 buy gate-closed']);
  });

  test('of an extreme trend passes a halt as well', () => {
    const venue = spot({ trendFilter: 'adx' });
    const trend = (state: number) => ({ values: { 'adx.trend': state } });
    venue.close('121', trend(0));
    venue.fill('initial', { price: 12_100 });
    venue.close('121', trend(-2));
    const outputs = venue.confirm();
    expect(judged(venue, factsOf(venue), outputs)).toEqual(['trend-1 sell 0']);
  });
});
