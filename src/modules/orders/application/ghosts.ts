import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { CancelWishes } from './cancel-wishes.js';
import { OrderLives } from './order-lives.js';
import type { OrderMetrics } from './order-metrics.js';
import type { Intent } from './ports/intent.js';
import type { Repairs } from './repairs.js';
import type { IntentStore } from './ports/intent-store.port.js';

/**
 * Orders that we have concluded never to have arrived, and that the venue shows as open all the same. The venue is right about
 * facts: they are there, and whoever wanted them has been told that they are not. So each is taken away, by its own id.
 * Answers them.
 */
export async function takeAwayGhosts(
  tx: Tx,
  {
    intents,
    metrics,
    repairs,
  }: { readonly intents: IntentStore; readonly metrics: OrderMetrics; readonly repairs: Repairs },
  { accountId, shown }: { readonly accountId: string; readonly shown: readonly string[] },
): Promise<readonly Intent[]> {
  const ghosts = await intents.ghosts(tx, accountId, shown);
  const lives = new OrderLives(tx, intents, metrics);
  const wishes = new CancelWishes(lives);
  for (const ghost of ghosts) {
    const { firstPlace } = await intents.enterLane(tx, ghost, 1);
    const { intent } = lives.learn(ghost, { kind: 'accepted' });
    wishes.add(intent, firstPlace, null, 'was-given-up');
  }
  await wishes.save(tx, intents);
  await lives.save();
  await repairs.countOrders(tx, ghosts, 'ghost');
  return ghosts;
}
