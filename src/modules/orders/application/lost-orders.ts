import type { Ids } from '../../../shared/platform/clock/ids.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { OrderDenied } from '../contracts/events/order-denied.event.js';
import { OWN_ATTEMPTS } from '../domain/venue-terms.js';
import { factsOf } from './order-facts.js';
import { endReplaced } from './end-replaced.js';
import type { OrderLives } from './order-lives.js';
import type { OrderMetrics } from './order-metrics.js';
import type { ClientIds } from './ports/client-ids.port.js';
import type { Intent } from './ports/intent.js';
import type { IntentStore } from './ports/intent-store.port.js';

export interface LostOrdersParts {
  readonly intents: IntentStore;
  readonly clientIds: ClientIds;
  readonly ids: Ids;
  readonly metrics: OrderMetrics;
}

/**
 * What becomes of orders that are proven never to have arrived. Where the market has waited for one, or where it protects,
 * the same order is as right as it was, so it is attempted again, in its old place, unless another has left meanwhile to take
 * that place. Any other is given back: whoever wanted it decides by what the market is now. Called after the lives were saved.
 */
export async function afterLoss(
  tx: Tx,
  lives: OrderLives,
  { intents, clientIds, ids, metrics }: LostOrdersParts,
  lost: readonly Intent[],
): Promise<void> {
  for (const intent of lost) {
    const { instanceId, cycle, leg, attempt } = intent;
    const stillRight = (intent.step !== null || intent.reduceOnly) && !intent.cancelWanted;
    if (stillRight && attempt < OWN_ATTEMPTS && instanceId !== null && cycle !== null && leg !== null) {
      const name = { owner: instanceId, cycle, leg, attempt: attempt + 1 };
      const done = await intents.insertAttempt(tx, intent, ids.next(), clientIds.of(name));
      if (done === 'made') continue;
      if (done === 'replaced')
        await endReplaced(tx, { intents, metrics }, [{ ...intent, replaces: intent.clientOrderId }]);
    }
    lives.inScopeOf(intent, intent.step, () =>
      tx.record(new OrderDenied({ order: factsOf(intent), code: 'never-arrived', details: {} })),
    );
  }
}
