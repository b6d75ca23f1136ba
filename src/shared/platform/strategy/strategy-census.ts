import { Injectable } from '@nestjs/common';
import type { StrategyKind } from '../../pure/strategy/instance.js';
import { ReadinessBoard } from '../http/readiness-board.js';
import { Meter, type Sample } from '../telemetry/meter.port.js';

type Counts = Readonly<Record<string, number>>;

/** Bots that wait for a newer version of the program, as this process has met them. */
type Newer = () => ReadonlySet<string>;

/** Counts the bots of every strategy of this process, for the gauges and the page that show them. */
@Injectable()
export class StrategyCensus {
  private readonly strategies = new Map<StrategyKind, () => Promise<Counts>>();
  private readonly newer = new Map<StrategyKind, Newer>();

  constructor(meter: Meter, board: ReadinessBoard) {
    const gauge = meter.gauge('strategy_instances', 'Bots by state', ['strategy', 'state']);
    gauge.collect(async () => (await Promise.all([...this.strategies].map(samplesOf))).flat());
    const newer = meter.gauge(
      'strategy_newer_states',
      'Bots left to a newer version of the program, which has written their states',
      ['strategy'],
    );
    newer.collect(async () =>
      [...this.newer].map(([strategy, bots]) => ({ labels: { strategy }, value: bots().size })),
    );
    // Whoever leaves bots to a newer process is as good for everything else: it is told, and stays ready.
    board.register({
      name: 'strategies',
      check: async () => ({ ok: true, detail: { newerStates: this.newerStates } }),
    });
  }

  add(strategy: StrategyKind, counts: () => Promise<Counts>, newer: Newer): void {
    this.strategies.set(strategy, counts);
    this.newer.set(strategy, newer);
  }

  private get newerStates(): number {
    return [...this.newer.values()].reduce((sum, bots) => sum + bots().size, 0);
  }
}

async function samplesOf([strategy, count]: readonly [StrategyKind, () => Promise<Counts>]): Promise<
  Sample<'strategy' | 'state'>[]
> {
  const counts = await count();
  return Object.entries(counts).map(([state, value]) => ({ labels: { strategy, state }, value }));
}
