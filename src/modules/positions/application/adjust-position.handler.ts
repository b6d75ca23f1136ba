import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { PositionAdjusted } from '../../orders/contracts/events/position-adjusted.event.js';
import { PositionChanged } from '../contracts/events/position-changed.event.js';
import { PositionClosed } from '../contracts/events/position-closed.event.js';
import { adjusted, readSize, signOf } from '../domain/index.js';
import { factsOf } from './position-facts.js';
import { PositionStore, type HeldPosition, type PositionKey } from './ports/position-store.port.js';

const REASON = 'adjustment';

/**
 * Takes out of a position what is gone without a fill of its holder. It is taken out at what it has cost, so that nothing is made
 * or lost by it; one that is known changes nothing.
 */
@OnRecord('positions', PositionAdjusted)
export class AdjustPosition implements RecordHandler<PositionAdjusted> {
  constructor(private readonly positions: PositionStore) {}

  /** @throws Error when no such position is known: its fills are still on their way, so the message is tried again later. */
  async handle({ data }: PositionAdjusted, { correlationId }: Envelope, tx: Tx): Promise<void> {
    const { adjustmentId, accountId, symbol, instanceId, position = 'net', change, at } = data;
    if (await this.positions.hasAdjustment(tx, adjustmentId)) return;
    const [side, size] = change.startsWith('-') ? [1n, readSize(change.slice(1))] : [-1n, readSize(change)];
    const held = await this.held(tx, { accountId, symbol, instanceId, position }, { side, size });
    if (held === null) throw new Error(`adjustment ${adjustmentId} takes more than is held`);
    const life = adjusted(held.life, size);
    const after = { ...held, life, changedAt: at, closedAt: life.size === 0n ? at : null };
    await this.positions.save(tx, after);
    const flow = life.flow - held.life.flow;
    await this.positions.addAdjustment(tx, { adjustmentId, size, flow, correlationId, at }, after);
    const told = { position: factsOf(after), fillId: null, reason: REASON, at };
    tx.record(after.closedAt === null ? new PositionChanged(told) : new PositionClosed(told));
  }

  /**
   * What so much can be taken out of. An account in hedge mode of which the venue shows nothing is adjusted as if it had one position;
   * its fills have said which it was.
   */
  private async held(
    tx: Tx,
    { position, ...whose }: PositionKey,
    { side, size }: { readonly side: bigint; readonly size: bigint },
  ): Promise<HeldPosition | null> {
    const named = position === 'net' ? (['net', 'long', 'short'] as const) : [position];
    for (const one of named) {
      const held = await this.positions.open(tx, { ...whose, position: one });
      if (held !== null && signOf(held.life.side) === side && held.life.size >= size) return held;
    }
    return null;
  }
}
