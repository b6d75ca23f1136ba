import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { CancelWishes } from './cancel-wishes.js';
import { OrderLives } from './order-lives.js';
import type { OrderMetrics } from './order-metrics.js';
import type { IntentStore } from './ports/intent-store.port.js';
import { Succession } from './succession.js';

export interface EndReplacedParts {
  readonly intents: IntentStore;
  readonly metrics: OrderMetrics;
}

/** An order that stands at its venue, by where it and the one that it was to replace are named. */
export interface Standing {
  readonly accountId: string;
  /** Client id of the order whose place it has taken; null when it has taken none. */
  readonly replaces: string | null;
  readonly place: number;
  readonly step: number | null;
}

/**
 * A venue replaces the one order that is named to it. Where that one has never got there, what it was to replace in its turn is
 * still at work: it ends by its own id, as soon as its successor is known to stand. Orders of one account; called after the lives
 * were saved.
 */
export async function endReplaced(
  tx: Tx,
  { intents, metrics }: EndReplacedParts,
  standing: readonly Standing[],
): Promise<void> {
  const replacing = standing.filter(({ replaces }) => replaces !== null);
  if (replacing.length === 0) return;
  const { accountId } = replacing[0]!;
  const replaced = await intents.byClientIds(
    tx,
    accountId,
    replacing.map(({ replaces }) => replaces!),
  );
  const line = await Succession.of(tx, intents, accountId, replaced);
  const lives = new OrderLives(tx, intents, metrics);
  const wishes = new CancelWishes(lives);
  for (const { replaces, place, step } of replacing)
    for (const intent of line.endUnreplaced(replaces!)) wishes.add(intent, place, step, 'replaced');
  await wishes.save(tx, intents);
  await lives.save();
}
