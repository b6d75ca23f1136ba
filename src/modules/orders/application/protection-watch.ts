import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { ProtectionChanged } from '../contracts/events/protection-changed.event.js';
import { closeUnprotected, type CloseUnprotectedParts } from './close-unprotected.js';
import { CancelWishes } from './cancel-wishes.js';
import { OrderLives } from './order-lives.js';
import { OrderLoop } from './order-loop.js';
import type { OrderSender } from './order-sender.js';
import type { ProtectionStore } from './ports/protection-store.port.js';

export interface ProtectionWatchParts extends CloseUnprotectedParts {
  readonly protection: ProtectionStore;
  readonly sender: OrderSender;
}

/**
 * Sees to it that whatever an instance holds is protected at its venue, or that its owner knows. The obligation was written in
 * the transaction of the fill, so that a crash right after it loses nothing. What a venue refuses to protect is closed. A stop or take-profit that
 * is left over from a position that is gone is cancelled: it would act on the next one some day.
 */
export class ProtectionWatch extends OrderLoop {
  constructor(private readonly parts: ProtectionWatchParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const { unitOfWork, protection, sender } = this.parts;
    if (await protection.mayChange()) await unitOfWork.run((tx) => this.check(tx));
    const { owed, late } = await protection.counts();
    // Where nothing is owed no stop is left over and none was refused.
    if (owed + late === 0) return false;
    const cancelled = await unitOfWork.run((tx) => this.cancelOrphans(tx));
    const closing = await unitOfWork.run(async (tx) => {
      const positions = await protection.unprotectable(tx);
      for (const position of positions) await closeUnprotected(tx, this.parts, position);
      return positions.length;
    });
    if (cancelled + closing > 0) sender.nudge();
    return false;
  }

  private async check(tx: Tx): Promise<void> {
    const { protection, alarm } = this.parts;
    for (const change of await protection.check(tx)) {
      runInScope({ userId: change.userId }, () => tx.record(new ProtectionChanged(change)));
      if (!change.protected) tx.afterCommit(() => alarm('a position has no confirmed stop', change));
    }
  }

  private async cancelOrphans(tx: Tx): Promise<number> {
    const { protection, intents, metrics, repairs } = this.parts;
    const orphans = await protection.orphans(tx);
    const lives = new OrderLives(tx, intents, metrics);
    const wishes = new CancelWishes(lives);
    for (const intent of orphans) {
      const { firstPlace } = await intents.enterLane(tx, intent, 1);
      wishes.add(intent, firstPlace, null, 'position-closed');
    }
    await wishes.save(tx, intents);
    await lives.save();
    await repairs.countOrders(tx, orphans, 'orphan');
    return orphans.length;
  }
}
