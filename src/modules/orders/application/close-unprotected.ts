import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { InstanceHalted } from '../contracts/events/instance-halted.event.js';
import { emergencyClose, emergencyLeg } from '../domain/emergency-close.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { Unprotectable } from './ports/protection-store.port.js';
import type { RiskStore } from './ports/risk-store.port.js';
import { storeClose } from './store-close.js';

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
  const { intents, risk, alarm, clock, clientIds } = parts;
  const { userId, accountId, instanceId, strategy, venue, symbol, size, refusals, closes } = position;
  const { epoch, cycle, markPrice } = position;
  const close = emergencyClose(size, position.position);
  if (close === null) return;
  const at = epochMs(clock.now());
  const lane = await intents.enterLane(tx, position, 1);
  const leg = `${emergencyLeg(position.position)}${closes + 1}`;
  const clientOrderId = clientIds.of({ owner: instanceId, cycle, leg, attempt: 1 });
  const named = { userId, accountId, venue, symbol, strategy, instanceId, epoch, cycle, leg, clientOrderId };
  const where = { place: lane.firstPlace, lane };
  await storeClose(tx, parts, { ...named, reason: 'unprotected', markPrice, at }, close, where);
  tx.afterCommit(() => alarm('a position that cannot be protected is closed', { ...position }));
  if (closes > 0) return;
  await risk.haltInstance(tx, { instanceId, accountId, userId }, 'unprotected');
  const details = { size, refusals: String(refusals) };
  const told = { userId, accountId, instanceId, strategy, venue, symbol, details, until: null };
  runInScope({ userId }, () => tx.record(new InstanceHalted({ ...told, code: 'instance-unprotected' })));
}
