import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import {
  ChannelStore,
  type Channel,
  type Choice,
  type VersionedPreferences,
} from '../../../modules/notifications/application/ports/channel-store.port.js';
import { DEFAULT_PREFERENCES } from '../../../modules/notifications/domain/index.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import { byPosition, type NotificationTables } from './notification-tables.js';

/** Channels and preferences in memory. */
export class MemoryChannelStore extends ChannelStore {
  constructor(
    private readonly tables: NotificationTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override open(tx: Tx, userId: string, address: string): Promise<void> {
    return memory(tx).statement('channels.open', () => {
      const { channels } = this.tables;
      for (const other of [...channels.all()])
        if (other.address === address && other.userId !== userId) channels.delete(other.userId);
      channels.set(userId, { userId, address, state: 'active', changedAtMs: memory(tx).nowMs });
    });
  }

  override close(tx: Tx, userId: string): Promise<void> {
    return memory(tx).statement('channels.close', () => {
      this.tables.channels.delete(userId);
      this.giveUp(userId, 'the channel was closed', memory(tx).nowMs);
    });
  }

  override block(tx: Tx, userId: string, refused: readonly string[]): Promise<boolean> {
    return memory(tx).statement('channels.block', () => {
      const { nowMs } = memory(tx);
      const { outgoing } = this.tables;
      const last = Math.max(...refused.map((id) => outgoing.get(id)?.position ?? Number.NEGATIVE_INFINITY));
      for (const row of last === Number.NEGATIVE_INFINITY ? [] : outgoing.all())
        if (row.userId === userId && row.body !== null && row.position > last) return false;
      const isActive = this.tables.channels.get(userId)?.state === 'active';
      if (isActive) this.tables.channels.update(userId, { state: 'blocked', changedAtMs: nowMs });
      this.giveUp(userId, 'the channel is blocked', nowMs);
      return isActive;
    });
  }

  override reopen(tx: Tx, userId: string): Promise<void> {
    return memory(tx).statement('channels.reopen', () => {
      const { channels } = this.tables;
      if (channels.get(userId)?.state === 'blocked')
        channels.update(userId, { state: 'active', changedAtMs: memory(tx).nowMs });
    });
  }

  override async ownerOf(address: string): Promise<string | null> {
    await this.connection.statement('channels.ownerOf');
    return this.tables.channels.by('channel_kind_address_key', address)?.userId ?? null;
  }

  override async list(userId: string): Promise<readonly Channel[]> {
    await this.connection.statement('channels.list');
    const there = this.tables.channels.get(userId);
    if (there === undefined) return [];
    return [{ kind: 'telegram', state: there.state, changedAt: epochMs(there.changedAtMs) }];
  }

  override async preferences(userId: string): Promise<VersionedPreferences> {
    await this.connection.statement('channels.preferences');
    return this.tables.preferences.get(userId) ?? { ...DEFAULT_PREFERENCES, version: 0 };
  }

  override choose(tx: Tx, { userId, preferences, ifVersion }: Choice): Promise<boolean> {
    return memory(tx).statement('channels.choose', () => {
      const version = this.tables.preferences.get(userId)?.version ?? 0;
      if (ifVersion !== null && ifVersion !== version) return false;
      this.tables.preferences.set(userId, { ...preferences, version: version + 1 });
      const { nowMs } = memory(tx);
      const { outgoing } = this.tables;
      for (const row of [...outgoing.among('waiting')])
        if (row.userId === userId && row.attempts === 0 && row.dueAtMs > nowMs)
          outgoing.update(row.id, { dueAtMs: nowMs });
      return true;
    });
  }

  private giveUp(userId: string, lastError: string, endedAtMs: number): void {
    const { outgoing } = this.tables;
    for (const row of [...outgoing.among('waiting')].sort(byPosition))
      if (row.userId === userId) outgoing.update(row.id, { state: 'dead', lastError, endedAtMs });
  }
}
