import type { Bus } from '../bus/bus.port.js';
import type { Lease } from '../leases/shard-leases.port.js';
import { inScopeOf, type Close } from './close.js';
import { DecisionWriter, type WriterParts } from './decision-writer.js';
import type { Wake } from './decision-store.port.js';
import { emptyGlance } from './glance.js';
import { seriesText } from './instance.js';
import { Roster } from './roster.js';
import { foldIndicators } from './series-indicators.js';
import { ShardMemory } from './shard-memory.js';
import type { WorldMessages } from './strategy-world.js';
import { withoutFailing } from './without-failing.js';

export interface DeciderParts extends WriterParts {
  readonly world: Pick<WorldMessages, 'facts' | 'candles'>;
  readonly bus: Bus;
}

/**
 * Everything that closes at one moment in a shard, decided together. First all its bots are glanced at in memory, where those
 * that have nothing to do are done with; what the others need is asked for then, and the writer decides them for good.
 * Decided twice changes nothing the second time: the wakes are gone, and a bot that this candle has changed knows so.
 */
export class Decider {
  private readonly shards = new Map<number, ShardMemory>();
  private readonly roster: Roster;
  private readonly writer: DecisionWriter;

  constructor(private readonly parts: DeciderParts) {
    this.roster = new Roster(parts.store, parts.kernels, parts.strategy.stateFormat);
    this.writer = new DecisionWriter(parts);
  }

  /**
   * @param wakes of the lease's shard, all of one candle end.
   * @returns false when not all of them waited any more: what waits has to be looked at again, before any later candle.
   * @throws FenceLost when another process has taken the shard.
   * @throws NewerState when one of the bots has to be decided by a newer version of the program; nothing is decided then. A series for which something could not be asked is left as
   * it is: the others are decided, then its error is thrown.
   */
  async decide(wakes: readonly Wake[], lease: Lease): Promise<boolean> {
    const memory = this.memoryOf(lease);
    const failures: unknown[] = [];
    let isDecided = true;
    try {
      const closes = wakes.map((wake) => ({
        ...{ wake, series: memory.of(wake), glance: emptyGlance(), facts: {} },
      }));
      await this.roster.refresh(closes.map(({ series }) => series));
      const known = await withoutFailing(closes, failures, (close) => this.fold(close));
      const ready = await withoutFailing(known, failures, (close) => this.look(close));
      if (ready.length > 0) isDecided = await this.writer.write(ready, lease);
    } catch (error) {
      // What is in memory may not be what is stored.
      this.shards.delete(lease.shard);
      throw error;
    }
    if (failures.length > 0) throw failures[0];
    return isDecided;
  }

  private memoryOf({ shard, fence }: Lease): ShardMemory {
    const known = this.shards.get(shard);
    if (known?.fence === fence) return known;
    const made = new ShardMemory(fence);
    this.shards.set(shard, made);
    return made;
  }

  /** At once where the candle follows what is in memory; otherwise from history. */
  private fold({ wake, series }: Close): Promise<void> | void {
    const missing = series.fold(wake);
    if (missing.length === 0) return undefined;
    const { bus, world, reporter } = this.parts;
    return inScopeOf(wake, async () => {
      const before = series.snapshots();
      const folded = await foldIndicators(bus, world, wake, missing, before, (need, candles) =>
        reporter.begun(seriesText(wake), need.name, candles),
      );
      series.take(folded.values());
    });
  }

  /** Glances at all bots, and asks for the accounts of those that stir. */
  private look(close: Close): Promise<void> | void {
    const { wake, series } = close;
    series.glance(wake, close.glance);
    const { stirred } = close.glance;
    if (stirred.length === 0) return undefined;
    const { bus, world } = this.parts;
    const accountIds = [...new Set(stirred.map(({ seat }) => seat.member.accountId))];
    return inScopeOf(wake, async () => {
      close.facts = await bus.ask(new world.facts({ accountIds, symbol: wake.symbol }));
    });
  }
}
