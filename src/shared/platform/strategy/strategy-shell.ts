import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { JsonObject } from '../../pure/json.js';
import type { Envelope } from '../../pure/messages/envelope.js';
import type { Refusal } from '../../pure/refusal.js';
import type { Result } from '../../pure/result.js';
import type { InstanceView } from '../../pure/strategy/instance.js';
import type { Tx } from '../persistence/unit-of-work.port.js';
import { changeSettings, deleteInstance, stopInstance } from './change-instance.js';
import { closePosition, type CloseAsked } from './close-position.js';
import { createInstance, type CommandParts, type CreateData } from './create-instance.js';
import type { CandlesEnded, DecisionStore } from './decision-store.port.js';
import { viewOf } from './instance.js';
import type { NewerStates } from './newer-states.js';
import type { HeardAdjustment, OrderNews } from './order-inputs.js';
import type { Reactor } from './reactor.js';
import type { ShardRunner } from './shard-runner.js';
import { startInstance } from './start-instance.js';
import type { StrategyQueue } from './strategy-queue.js';

export interface ShellParts extends CommandParts {
  readonly decisions: DecisionStore;
  readonly reactor: Reactor;
  readonly runner: ShardRunner;
  readonly queue: StrategyQueue;
  readonly newer: NewerStates;
  /** Whether this process decides, or only answers people. */
  readonly works: boolean;
}

/** One strategy's shell: what its module's handlers and controllers call. */
export class StrategyShell implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(readonly parts: ShellParts) {}

  onApplicationBootstrap(): void {
    const { works, runner, queue, strategy } = this.parts;
    if (!works) return;
    runner.start();
    queue.serve(strategy.kind, (shard) => runner.nudge(shard));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.parts.runner.stop();
  }

  /** Candles have closed: every shard with instances that decide by them gets its wake, in the inbox's transaction. */
  async candlesClosed(
    ended: CandlesEnded,
    { step, correlationId, recordedAt: closedAt }: Envelope,
    tx: Tx,
  ): Promise<void> {
    const { decisions, runner } = this.parts;
    const shards = await decisions.wake(tx, { ...ended, step, correlationId, closedAt });
    if (shards.length > 0) tx.afterCommit(() => runner.woken(shards));
  }

  hear(news: OrderNews, envelope: Envelope, tx: Tx): Promise<void> {
    return this.parts.reactor.hear(news, envelope, tx);
  }

  /** The venue holds less for the instance than its fills add up to, and its books were adjusted. */
  adjusted(adjustment: HeardAdjustment, envelope: Envelope, tx: Tx): Promise<void> {
    return this.parts.reactor.adjusted(adjustment, envelope, tx);
  }

  /** Orders says that nothing which adds is left behind the closed gate of this epoch. */
  gateSettled(instanceId: string, epoch: number, tx: Tx): Promise<void> {
    return this.parts.reactor.settled(instanceId, epoch, tx);
  }

  /** @param accountId null = every account of the user. */
  halted(userId: string, accountId: string | null, code: string, tx: Tx): Promise<void> {
    return this.parts.store.halt(tx, userId, accountId, code);
  }

  resumed(userId: string, accountId: string | null, tx: Tx): Promise<void> {
    return this.parts.store.resume(tx, userId, accountId);
  }

  create(data: CreateData): Promise<Result<InstanceView, Refusal>> {
    return createInstance(this.parts, data);
  }

  start(userId: string, instanceId: string): Promise<Result<InstanceView, Refusal>> {
    return startInstance(this.parts, userId, instanceId);
  }

  stop(userId: string, instanceId: string, mode: 'close' | 'keep'): Promise<Result<InstanceView, Refusal>> {
    return stopInstance(this.parts, userId, instanceId, mode);
  }

  closePosition(asked: CloseAsked): Promise<Result<InstanceView, Refusal>> {
    return closePosition(this.parts, asked);
  }

  /** `ifVersion`: the version of the settings that somebody has seen; null where it does not matter. */
  change(
    userId: string,
    instanceId: string,
    settings: JsonObject,
    ifVersion: number | null = null,
  ): Promise<Result<InstanceView, Refusal>> {
    return changeSettings(this.parts, { userId, instanceId, settings, ifVersion });
  }

  delete(userId: string, instanceId: string): Promise<Result<null, Refusal>> {
    return deleteInstance(this.parts, userId, instanceId);
  }

  async list(userId: string, after: string | null, limit: number): Promise<readonly InstanceView[]> {
    return (await this.parts.store.list(userId, after, limit)).map(viewOf);
  }
}
