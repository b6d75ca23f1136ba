import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { FORGOTTEN } from '../domain/absence.js';
import { isEnded } from '../domain/status.js';
import { OrderLives } from './order-lives.js';
import type { OrderMetrics } from './order-metrics.js';
import type { LaneName } from './ports/intent.js';
import type { IntentStore } from './ports/intent-store.port.js';
import type { BookedLane } from './ports/reconcile-store.port.js';

/**
 * The end of orders of which their venue has forgotten what became of them. They are not there any more, and what is held agrees with
 * our books, or was taken over into them: whatever they may have filled is counted. None of them is sent again by us, for nobody can
 * say that it never arrived. One of which something was heard since, or that is shown after all, is left as it is.
 * @param lane as it was before its venue was asked what is held and open
 */
export async function endForgotten(
  tx: Tx,
  { intents, metrics }: { readonly intents: IntentStore; readonly metrics: OrderMetrics },
  { accountId, symbol }: LaneName,
  { forgotten }: BookedLane,
  shown: readonly string[],
): Promise<void> {
  await intents.enterLane(tx, { accountId, symbol }, 0);
  const lives = new OrderLives(tx, intents, metrics);
  for (const intent of await intents.byIds(tx, forgotten)) {
    const { status, code, clientOrderId } = intent;
    if (isEnded(status) || code !== FORGOTTEN || shown.includes(clientOrderId)) continue;
    lives.learn(intent, { kind: 'over', code: FORGOTTEN });
  }
  await lives.save();
}
