import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { CancelWishes } from './cancel-wishes.js';
import { OrderLives } from './order-lives.js';
import type { OrderMetrics } from './order-metrics.js';
import type { IntentStore, Sweep } from './ports/intent-store.port.js';

/**
 * Asks for the end of every order of these that may add and has left: it is cancelled by its own id until the venue says that
 * it is gone. What has not left is given up by the next claim, which sees why; the lane's lock puts the two in order. Nothing
 * else of the account is touched, and no exit.
 */
export async function sweepAdding(
  tx: Tx,
  { intents, metrics }: { readonly intents: IntentStore; readonly metrics: OrderMetrics },
  of: Sweep,
  code: string,
): Promise<void> {
  for (const lane of await intents.addingLanes(tx, of)) {
    await intents.enterLane(tx, lane, 0);
    const adding = (await intents.adding(tx, of, lane)).filter(({ status }) => status !== 'planned');
    const { firstPlace } = await intents.enterLane(tx, lane, adding.length);
    const lives = new OrderLives(tx, intents, metrics);
    const wishes = new CancelWishes(lives);
    for (const [index, intent] of adding.entries()) wishes.add(intent, firstPlace + index, null, code);
    await wishes.save(tx, intents);
    await lives.save();
  }
}
