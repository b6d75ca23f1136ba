import type { AgainFill } from '../../../../backtest/index.js';
import type { InstanceFill } from '../../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import type { InstanceOrder } from '../../../../modules/orders/contracts/queries/list-instance-orders.query.js';
import type { InstanceJournal, OwnerAct, RunStart } from '../../../../shared/pure/strategy/journal.js';
import { epochMs, type EpochMs } from '../../../../shared/pure/time/epoch.js';

export const DAY = 86_400_000;
/** Minutes after the start of day 1. */
export const min = (minutes: number): EpochMs => epochMs(DAY + minutes * 60_000);

/** A fill of the backtest: the entry of a cycle, wanted by the decision a moment before. */
export const again = (minutes: number, more: Partial<AgainFill> = {}): AgainFill => ({
  ...{ at: min(minutes), side: 'buy', price: '100', size: '1', fee: '0.05', reason: 'entry' },
  ...{ cycle: 1, leg: 'entry-1', wanted: { at: min(minutes), cause: 'candle-closed' } },
  ...more,
});

/** The same fill as the program booked it. */
export const booked = (fill: AgainFill, more: Partial<InstanceFill> = {}): InstanceFill => {
  const { wanted: _, ...same } = fill;
  return { ...same, tradeId: `t${fill.at}`, position: fill.at, ...more };
};

/** The program's order of a fill. */
export const order = (fill: AgainFill, more: Partial<InstanceOrder> = {}): InstanceOrder => ({
  ...{ orderId: `o${fill.at}`, cycle: fill.cycle, leg: fill.leg, attempt: 1, side: fill.side },
  ...{ size: fill.size, reason: fill.reason, status: 'filled', code: null, decidedAt: fill.wanted!.at },
  ...more,
});

export const start = (minutes: number, run = 1): RunStart => ({
  ...{ kind: 'started', at: min(minutes), run, settingsVersion: run, settings: {}, state: {} },
  ...{ cash: '1000', held: '0', firstDecided: null },
});

export const journal = (
  acts: readonly OwnerAct[],
  more: Partial<Omit<InstanceJournal, 'acts'>> = {},
): InstanceJournal => ({
  instance: {
    ...{ id: 'bot', userId: 'user', strategy: 'hyper-rsi', name: 'Bot', accountId: 'a', venue: 'paper' },
    ...{ symbol: 'BTC/USDT:USDT', timeframe: '5m', state: 'running', stateReason: null, settings: {} },
    ...{ settingsVersion: 1, epoch: 1, lastDecidedAt: min(1_000), createdAt: epochMs(0) },
  },
  decisions: [],
  keptFrom: min(-1_000),
  ...more,
  acts,
});
