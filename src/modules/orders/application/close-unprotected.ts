import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { InstanceHalted } from '../contracts/events/instance-halted.event.js';
import { EMERGENCY_LEG, emergencyClose } from '../domain/emergency-close.js';
import { approve } from '../domain/risk/approve.js';
import { limitsInForce, marketDay, quoteOf } from '../domain/risk/limits.js';
import { VALID_MS } from '../domain/venue-terms.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import { riskFacts } from './risk-facts.js';
import type { WantedIntent } from './ports/intent-store.port.js';
import type { Unprotectable } from './ports/protection-store.port.js';
import type { RiskStore } from './ports/risk-store.port.js';

export interface CloseUnprotectedParts extends OrderLoopParts {
  readonly risk: RiskStore;
  /** A position without its stop is an alarm, for the operator as well. */
  readonly alarm: (message: string, details: object) => void;
}

/**
 * What becomes of a position whose stop the venue refuses: it is closed at the market, reduce-only, and its bot opens nothing
 * new until a person has looked. A close that is refused as well is made again, with longer and longer pauses and an alarm
 * each time: it is the one thing that is never given up.
 */
export async function closeUnprotected(
  tx: Tx,
  parts: CloseUnprotectedParts,
  position: Unprotectable,
): Promise<void> {
  const { intents, risk, alarm, clock, metrics } = parts;
  const { userId, accountId, instanceId, strategy, venue, symbol, size, refusals, closes } = position;
  const at = clock.now();
  const { firstPlace, position: held, short, halt } = await intents.enterLane(tx, position, 1);
  const state = await risk.enter(tx, position, marketDay(epochMs(at)));
  const waiting = await intents.waiting(tx, position);
  const order = emergencyClose(size);
  const verdict = approve(
    { symbol, order, markPrice: position.markPrice, leverage: null, gate: null, at },
    {
      ...riskFacts(state, symbol, waiting),
      ...{ limits: limitsInForce(state.chosen, quoteOf(symbol)), position: held, short, laneHalt: halt },
    },
  );
  if (!verdict.ok) throw new Error(`a reduce-only order was denied: ${verdict.error.code}`);
  const wanted = wantedOf(parts, position, { order, place: firstPlace, at });
  const fresh = { wanted, approved: verdict.value, validMs: VALID_MS, reservation: null };
  await intents.insert(tx, [fresh], waiting.exposure);
  tx.afterCommit(() => metrics.reached({ ...wanted, status: 'planned' }));
  tx.afterCommit(() => alarm('a position that cannot be protected is closed', { ...position }));
  if (closes > 0) return;
  await risk.haltInstance(tx, { instanceId, accountId, userId }, 'unprotected');
  const details = { size, refusals: String(refusals) };
  const told = { userId, accountId, instanceId, strategy, venue, symbol, details, until: null };
  runInScope({ userId }, () => tx.record(new InstanceHalted({ ...told, code: 'instance-unprotected' })));
}

function wantedOf(
  { ids, clientIds }: CloseUnprotectedParts,
  position: Unprotectable,
  {
    order,
    place,
    at,
  }: {
    readonly order: ReturnType<typeof emergencyClose>;
    readonly place: number;
    readonly at: WantedIntent['decidedAt'];
  },
): WantedIntent {
  const { userId, accountId, venue, symbol, strategy, instanceId, epoch, cycle } = position;
  const leg = `${EMERGENCY_LEG}${position.closes + 1}`;
  const orderId = ids.next();
  return {
    ...{ orderId, userId, accountId, venue, symbol, strategy, instanceId, epoch, cycle, leg, place },
    clientOrderId: clientIds.of({ owner: instanceId, cycle, leg, attempt: 1 }),
    ...{ attempt: 1, reason: 'unprotected', replaces: null, step: null, correlationId: orderId },
    ...{ side: order.side, type: order.type, price: null, size: order.size, reduceOnly: true, wire: order },
    decidedAt: at,
  };
}
