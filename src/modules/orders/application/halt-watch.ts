import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { GetAccountState } from '../../exchange/contracts/queries/get-account-state.query.js';
import { HaltSettled } from '../contracts/events/halt-settled.event.js';
import { takeAwayGhosts } from './ghosts.js';
import { OrderLoop } from './order-loop.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { OrderSender } from './order-sender.js';
import type { QuietHalt } from './ports/send-store.port.js';

export interface HaltWatchParts extends OrderLoopParts {
  readonly sender: OrderSender;
}

/** How long a user whose venue does not answer, or still shows an order, waits for the next question. */
const AGAIN_MS = 5_000;

/**
 * Tells a person who has used the kill switch when nothing is left that could add. As with a gate our books say so first, which
 * takes every deadline to pass; then every venue concerned is asked for what is open. Nothing but a person ends the halt.
 */
export class HaltWatch extends OrderLoop {
  private readonly dueAtMs = new Map<string, number>();

  constructor(private readonly parts: HaltWatchParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const { sends, clock, failed } = this.parts;
    const halts = await sends.quietHalts();
    const users = new Set(halts.map(({ userId }) => userId));
    for (const userId of this.dueAtMs.keys()) if (!users.has(userId)) this.dueAtMs.delete(userId);
    for (const halt of halts) {
      const nowMs = clock.monotonicMs();
      if ((this.dueAtMs.get(halt.userId) ?? 0) > nowMs) continue;
      this.dueAtMs.set(halt.userId, nowMs + AGAIN_MS);
      try {
        await this.settle(halt);
      } catch (error) {
        // Not asked is not empty: this user waits, others do not.
        failed(error);
      }
    }
    return false;
  }

  private async settle(halt: QuietHalt): Promise<void> {
    const { bus, sends, unitOfWork, sender } = this.parts;
    const { userId, haltedAt, accountIds } = halt;
    const shown = new Map<string, readonly string[]>();
    for (const accountId of accountIds) {
      const state = await bus.ask(new GetAccountState({ userId, accountId }));
      if (state === null) throw new Error(`the venue does not show the account ${accountId}`);
      shown.set(
        accountId,
        state.openOrders.map(({ clientOrderId }) => clientOrderId),
      );
    }
    const settled = await unitOfWork.run(async (tx) => {
      for (const [accountId, open] of shown) await takeAwayGhosts(tx, this.parts, { accountId, shown: open });
      const done = await sends.settleHalt(tx, halt, [...shown.values()].flat());
      if (done) runInScope({ userId }, () => tx.record(new HaltSettled({ userId, haltedAt })));
      return done;
    });
    if (settled) this.dueAtMs.delete(userId);
    sender.nudge();
  }
}
