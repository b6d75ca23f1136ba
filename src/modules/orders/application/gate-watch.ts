import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { GetAccountState } from '../../exchange/contracts/queries/get-account-state.query.js';
import { GateSettled, type GateSettledData } from '../contracts/events/gate-settled.event.js';
import { OrderLoop } from './order-loop.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { OrderSender } from './order-sender.js';
import { takeAwayGhosts } from './ghosts.js';
import type { KeptStore } from './ports/kept-store.port.js';
import { tellKept } from './tell-kept.js';

export interface GateWatchParts extends OrderLoopParts {
  readonly sender: OrderSender;
  readonly kept: KeptStore;
}

/** How long an account whose venue does not answer, or still shows an order, waits for the next question. */
const AGAIN_MS = 5_000;

/**
 * Tells of a closed gate once nothing that adds is left of it: only then has a stop been carried out. Our books say so first,
 * which takes every deadline to pass; then the venue itself is asked for what is open, because a stop is the moment at which
 * an order that nobody knows of any more would be left alone. What a bot that has stopped still holds is told with its size.
 */
export class GateWatch extends OrderLoop {
  private readonly dueAtMs = new Map<string, number>();

  constructor(private readonly parts: GateWatchParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const { sends, clock, failed } = this.parts;
    const closed = byAccount(await sends.closedGates());
    for (const accountId of this.dueAtMs.keys()) if (!closed.has(accountId)) this.dueAtMs.delete(accountId);
    for (const [accountId, gates] of closed) {
      const nowMs = clock.monotonicMs();
      if ((this.dueAtMs.get(accountId) ?? 0) > nowMs) continue;
      this.dueAtMs.set(accountId, nowMs + AGAIN_MS);
      try {
        await this.settle(accountId, gates);
      } catch (error) {
        // Not asked is not empty: the gates of this account wait, those of others do not.
        failed(error);
      }
    }
    return false;
  }

  private async settle(accountId: string, gates: readonly GateSettledData[]): Promise<void> {
    const { bus, sends, unitOfWork, sender } = this.parts;
    const { userId } = gates[0]!;
    const state = await bus.ask(new GetAccountState({ userId, accountId }));
    if (state === null) throw new Error(`the venue does not show the account ${accountId}`);
    const shown = state.openOrders.map(({ clientOrderId }) => clientOrderId);
    const settled = await unitOfWork.run(async (tx) => {
      await takeAwayGhosts(tx, this.parts, { accountId, shown });
      const done = await sends.settleGates(tx, gates, shown);
      for (const gate of done) runInScope({ userId: gate.userId }, () => tx.record(new GateSettled(gate)));
      await tellKept(tx, this.parts, done);
      return done;
    });
    if (settled.length === gates.length) this.dueAtMs.delete(accountId);
    sender.nudge();
  }
}

function byAccount(gates: readonly GateSettledData[]): ReadonlyMap<string, readonly GateSettledData[]> {
  const groups = new Map<string, GateSettledData[]>();
  for (const gate of gates) groups.set(gate.accountId, [...(groups.get(gate.accountId) ?? []), gate]);
  return groups;
}
