import { closableOf } from '../domain/kept-position.js';
import { closeKept, type CloseKeptParts } from './close-kept.js';
import { OrderLoop } from './order-loop.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { OrderSender } from './order-sender.js';
import type { KeptHolding, KeptStore } from './ports/kept-store.port.js';
import type { RiskStore } from './ports/risk-store.port.js';
import { takenBy, type WholeLots } from './whole-lots.js';

export interface KeptWatchParts extends OrderLoopParts, Pick<CloseKeptParts, 'risk'> {
  readonly kept: KeptStore;
  readonly risk: RiskStore;
  readonly lots: WholeLots;
  readonly sender: OrderSender;
  /** What a person wants closed is still there, for the operator as well. */
  readonly alarm: (message: string, details: object) => void;
}

/**
 * Goes on closing what stopped bots have kept until as little of it is left as its owner wants. An order that was lost, refused
 * or cut is made again with pauses, for ever: whoever asked for it was told that it will be closed. What is less than the venue
 * takes stays.
 */
export class KeptWatch extends OrderLoop {
  constructor(private readonly parts: KeptWatchParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const { kept, sender, failed } = this.parts;
    let closing = 0;
    for (const holding of await kept.due()) {
      try {
        closing += await this.close(holding);
      } catch (error) {
        // A venue whose instruments are not known holds up its own positions only.
        failed(error);
      }
    }
    if (closing > 0) sender.nudge();
    return false;
  }

  private async close(seen: KeptHolding): Promise<number> {
    const { kept, unitOfWork, intents, lots, alarm } = this.parts;
    const scale = await lots.scaleOf(seen);
    if (scale === null) return 0;
    return unitOfWork.run(async (tx) => {
      const lane = await intents.enterLane(tx, seen, 1);
      const now = (await kept.of(tx, [seen.instanceId])).find(({ position }) => position === seen.position);
      // Somebody was quicker: what they have made is waited for first.
      if (now === undefined || !now.isOver || now.left === null || now.closes !== seen.closes) return 0;
      const size = takenBy(scale, closableOf(now, now.left, lane), now.markPrice);
      if (size === 0n || now.underWay.length > 0) return 0;
      await closeKept(tx, this.parts, now, { size, place: lane.firstPlace, lane, clientOrderId: null });
      const { userId, accountId, symbol, instanceId, closes } = now;
      const details = { userId, accountId, symbol, instanceId, closes };
      tx.afterCommit(() => alarm('what a stopped bot has kept is still there and is closed again', details));
      return 1;
    });
  }
}
