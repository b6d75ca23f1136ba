import type { Clock, Cancel } from '../clock/clock.port.js';
import { Loop } from '../bus/record/loop.js';
import type { SettlementSource } from '../bus/settlement.port.js';
import { raw, sql, type Sql } from '../persistence/sql.js';
import type { Wakeups } from '../queue/wakeups.port.js';
import type { Decider } from './decider.js';
import { SHARDS } from '../leases/shards.js';
import { FenceLost, RENEW_EVERY_MS, type ShardLeases } from '../leases/shard-leases.port.js';
import type { DecisionStore, Wake } from './decision-store.port.js';
import type { InstanceStore } from './instance-store.port.js';
import { NewerState } from '../../pure/strategy/newer-state.js';
import { epochMs } from '../../pure/time/epoch.js';
import { RETENTION_MS } from './instance.js';
import type { NewerStates } from './newer-states.js';
import type { ShellReporter } from './shell-reporter.js';

const SCAN_EVERY_MS = 1_000;
/** Wakes looked at together: what closes at one moment is decided in one go as far as it fits. */
const BATCH = 512;
/** Longer than others need to find out that a shard is free and waits. */
const LEFT_FOR_MS = 3 * SCAN_EVERY_MS;
const FORGET_EVERY_MS = 10 * 60_000;

export interface RunnerParts {
  /** Name of the module, and kind of its wake-ups. */
  readonly kind: string;
  readonly schema: string;
  readonly store: DecisionStore;
  readonly instances: InstanceStore;
  readonly leases: ShardLeases;
  readonly decider: Decider;
  readonly wakeups: Wakeups;
  readonly clock: Clock;
  readonly reporter: ShellReporter;
  readonly newer: NewerStates;
}

/**
 * Works off the wakes of one strategy, shard by shard: one loop per shard, the shards side by side. A shard whose lease this
 * process holds is nudged directly, since nobody else could do its work; any other is offered to all workers through the
 * queue. A scanner finds what nobody was woken for, so the queue may be gone at any time.
 */
export class ShardRunner implements SettlementSource {
  private readonly loops: readonly Loop[];
  private readonly timers: Cancel[] = [];
  /** Shards that were given up because of a newer version, with the monotonic time until which others have them to themselves. */
  private readonly leftUntilMs = new Map<number, number>();
  private running = false;

  constructor(private readonly parts: RunnerParts) {
    this.loops = Array.from(
      { length: SHARDS },
      (_, shard) =>
        new Loop(
          () => this.work(shard),
          (error) => parts.reporter.stalled(`shard ${shard}`, error),
          parts.clock,
        ),
    );
  }

  start(): void {
    this.running = true;
    this.every(SCAN_EVERY_MS, () => this.scan());
    this.every(RENEW_EVERY_MS, () => this.parts.leases.renew());
    this.every(FORGET_EVERY_MS, async () => {
      await this.parts.instances.forget(epochMs(this.parts.clock.now() - RETENTION_MS));
    });
  }

  /** Lets what is under way finish and gives the shards back. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.running = false;
    for (const cancel of this.timers.splice(0)) cancel();
    await Promise.all(this.loops.map((loop) => loop.stop()));
    await this.parts.leases.release();
  }

  /** Wakes of these shards have been committed. */
  woken(shards: readonly number[]): void {
    const { kind, leases, wakeups } = this.parts;
    for (const shard of shards) {
      if (this.running && leases.holds(shard)) this.loops[shard]?.nudge();
      else void wakeups.wake('strategy', { kind, id: String(shard) });
    }
  }

  /** A wake-up from the queue, or a row that the scanner has found. */
  nudge(shard: number): void {
    if (this.running) this.loops[shard]?.nudge();
  }

  /** One look for wakes that wait for nobody. */
  async scan(): Promise<void> {
    for (const shard of await this.parts.store.waitingShards()) this.nudge(shard);
  }

  count(step: number): Sql {
    return sql`SELECT count(*) AS n FROM ${raw(`${this.parts.schema}.wake`)} WHERE step <= ${step}`;
  }

  async idle(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.idle()));
  }

  private async work(shard: number): Promise<boolean> {
    const { leases, store, decider, clock } = this.parts;
    if (clock.monotonicMs() < (this.leftUntilMs.get(shard) ?? 0)) return false;
    const lease = await leases.take(shard);
    if (lease === null) return false;
    const wakes = await store.due(shard, BATCH);
    for (const together of byCandleEnd(wakes)) {
      // Asked again for every close: a batch may take longer than the lease is trusted.
      const current = await leases.take(shard);
      if (current?.fence !== lease.fence) return false;
      try {
        // One of them was told too late, or is decided: the others come before anything that closed after them.
        if (!(await decider.decide(together, lease))) return true;
      } catch (error) {
        if (error instanceof FenceLost) leases.lost(shard);
        if (!(error instanceof NewerState)) throw error;
        await this.leave(shard, together, error);
        return false;
      }
    }
    return wakes.length === BATCH;
  }

  /** One of its bots is a newer version's: so is the shard, with all that waits in it. */
  private async leave(shard: number, together: readonly Wake[], error: NewerState): Promise<void> {
    const { leases, clock, newer } = this.parts;
    this.leftUntilMs.set(shard, clock.monotonicMs() + LEFT_FOR_MS);
    newer.met(`shard ${shard} at ${together[0]!.candleEnd}`, error);
    await leases.giveUp(shard);
  }

  /** Again and again, the next time counted from the end of this one. */
  private every(periodMs: number, work: () => Promise<void>): void {
    const again = (): void => {
      if (!this.running) return;
      const cancel = this.parts.clock.schedule(periodMs, () => {
        this.timers.splice(this.timers.indexOf(cancel), 1);
        work()
          .catch((error: unknown) => this.parts.reporter.stalled('timer', error))
          .finally(again);
      });
      this.timers.push(cancel);
    };
    again();
  }
}

/** Wakes in the order of their candles, cut where the candle end changes. */
function byCandleEnd(wakes: readonly Wake[]): readonly (readonly Wake[])[] {
  const groups: Wake[][] = [];
  for (const wake of wakes) {
    const last = groups.at(-1);
    if (last?.[0]!.candleEnd === wake.candleEnd) last.push(wake);
    else groups.push([wake]);
  }
  return groups;
}
