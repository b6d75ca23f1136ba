import { Injectable } from '@nestjs/common';
import type { StrategyKind } from '../../pure/strategy/instance.js';
import { Meter, type Sample } from '../telemetry/meter.port.js';

type Counts = Readonly<Record<string, number>>;

/** Counts the bots of every strategy of this process, for the one gauge that shows them. */
@Injectable()
export class StrategyCensus {
  private readonly strategies = new Map<StrategyKind, () => Promise<Counts>>();

  constructor(meter: Meter) {
    const gauge = meter.gauge('strategy_instances', 'Bots by state', ['strategy', 'state']);
    gauge.collect(async () => (await Promise.all([...this.strategies].map(samplesOf))).flat());
  }

  add(strategy: StrategyKind, counts: () => Promise<Counts>): void {
    this.strategies.set(strategy, counts);
  }
}

async function samplesOf([strategy, count]: readonly [StrategyKind, () => Promise<Counts>]): Promise<
  Sample<'strategy' | 'state'>[]
> {
  const counts = await count();
  return Object.entries(counts).map(([state, value]) => ({ labels: { strategy, state }, value }));
}
