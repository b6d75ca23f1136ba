import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { InstanceHalted } from '../contracts/events/instance-halted.event.js';
import { venueTerms } from '../domain/venue-terms.js';
import type { OrderMetrics } from './order-metrics.js';
import type { Intent } from './ports/intent.js';
import type { IntentStore } from './ports/intent-store.port.js';
import type { RiskStore } from './ports/risk-store.port.js';
import { sweepAdding } from './sweep-adding.js';

export interface HaltLiquidatedParts {
  readonly risk: RiskStore;
  readonly intents: IntentStore;
  readonly metrics: OrderMetrics;
}

/**
 * A bot whose position its venue has taken opens nothing new until a person has looked, and what of it could still add is taken
 * away: the next entry would be made with what the liquidation has left. Its exits and its protection are not held back. Where
 * the market waits for its strategies their own rule holds, as in a backtest.
 * @param order the venue's own, as it is stored for whoever held the position
 */
export async function haltLiquidated(
  tx: Tx,
  { risk, intents, metrics }: HaltLiquidatedParts,
  { userId, accountId, venue, symbol, strategy, instanceId, side, size }: Intent,
): Promise<void> {
  if (instanceId === null || strategy === 'manual' || !venueTerms(venue).haltsLiquidated) return;
  if (!(await risk.haltInstance(tx, { instanceId, accountId, userId }, 'liquidated'))) return;
  const halted = { userId, accountId, instanceId, strategy, venue, symbol, until: null };
  const details = { side, size: size ?? '0' };
  runInScope({ userId }, () =>
    tx.record(new InstanceHalted({ ...halted, code: 'instance-liquidated', details })),
  );
  await sweepAdding(tx, { intents, metrics }, { instanceId }, 'liquidation');
}
