import { unitsOfText } from '../../../modules/orders/domain/index.js';
import {
  laneKey,
  type GateRow,
  type IntentRow,
  type RiskProfileRow,
} from '../../store/orders/orders-tables.js';
import type { BookOrder, PlaceRequest } from '../../venue/book-order.js';
import { isDoubted } from '../lost-time-oracle.js';
import type { FamilyParts } from './oracle-parts.js';

/** Of an id of ours: everything but the attempt and the check character. */
const BASE_LENGTH = 21;

/**
 * What leaves is stored before, leaves once and in time (I2, I11, I12), and nothing that adds leaves or rests behind a stop, a halt
 * or the kill switch.
 */
export class SendsOracle {
  private readonly attempts = new Map<string, string>();

  constructor(private readonly parts: FamilyParts) {}

  /** The venue has accepted an order; answers its row, or null where it is of a time that was lost or of nobody. */
  accepted(
    { accountId, clientOrderId, order, size, acceptedAtMs }: BookOrder,
    request: PlaceRequest,
  ): IntentRow | null {
    const { tables, lost, breaks } = this.parts;
    const base = clientOrderId.slice(0, BASE_LENGTH);
    const earlier = this.attempts.get(base);
    if (earlier !== undefined)
      breaks('I2 one accepted order per intent', `${clientOrderId} after ${earlier}`);
    this.attempts.set(base, clientOrderId);
    const before = lost?.sentBefore(accountId, clientOrderId);
    if (before !== undefined) {
      this.inTime(before, acceptedAtMs);
      return null;
    }
    const intent = tables.byClientId(accountId, clientOrderId);
    if (intent === undefined) {
      breaks('I11 intent precedes effect', `${clientOrderId} was accepted and is not stored`);
      return null;
    }
    if (
      intent.side !== order.side ||
      intent.symbol !== request.symbol ||
      (intent.size !== null && unitsOfText(intent.size) !== size)
    )
      breaks('I11 intent precedes effect', `${clientOrderId} was accepted otherwise than it is stored`);
    if (intent.status === 'planned')
      breaks('I11 intent precedes effect', `${clientOrderId} was accepted and never claimed`);
    this.inTime(intent, acceptedAtMs);
    return intent;
  }

  /** An order is about to leave. */
  moved(before: IntentRow, after: IntentRow): void {
    if (before.status === 'planned' && after.status === 'sending' && !isDoubted(after)) this.mayLeave(after);
  }

  /** Nothing that adds is accepted behind a closed gate, unless it had left before the gate was closed. */
  gateHolds(intent: IntentRow): void {
    if (!intent.adds || intent.instanceId === null) return;
    const gate = this.parts.tables.gates.get(intent.instanceId);
    if (gate !== undefined && !gate.open && gate.settledAtMs !== null)
      this.parts.breaks(
        'I12 no send after a stop',
        `${intent.clientOrderId} was accepted behind a settled gate`,
      );
  }

  /** A stop is carried out when nothing that adds is left, at the venue neither. */
  gateMoved(before: GateRow | undefined, after: GateRow | undefined): void {
    if (after === undefined || after.settledAtMs === null || before?.settledAtMs === after.settledAtMs)
      return;
    const { tables, venue } = this.parts;
    for (const { accountId, clientOrderId, owner } of venue.openOrders)
      if (owner === after.instanceId && tables.byClientId(accountId, clientOrderId)?.adds === true)
        this.parts.breaks('I12 a stop is carried out', `${clientOrderId} rests behind a settled gate`);
  }

  /** Whoever was told that nothing is left that could add was told the truth. */
  haltMoved(before: RiskProfileRow | undefined, after: RiskProfileRow | undefined): void {
    if (after === undefined || after.settledAtMs === null || before?.settledAtMs === after.settledAtMs)
      return;
    const { tables, venue } = this.parts;
    for (const { accountId, clientOrderId } of venue.openOrders) {
      const intent = tables.byClientId(accountId, clientOrderId);
      if (intent?.userId === after.userId && intent.adds)
        this.parts.breaks('I12 a halt is carried out', `${clientOrderId} rests behind a settled kill switch`);
    }
  }

  private inTime({ sendDeadlineMs, clientOrderId }: IntentRow, acceptedAtMs: number): void {
    if (sendDeadlineMs === null || acceptedAtMs > sendDeadlineMs + this.parts.clockOffMs)
      this.parts.breaks('I12 no send after its deadline', `${clientOrderId} was accepted too late`);
  }

  /** What is claimed is wanted still. */
  private mayLeave(after: IntentRow): void {
    const { clientOrderId, instanceId, userId, adds, epoch, validUntilMs, updatedAtMs } = after;
    const { tables } = this.parts;
    const gate = instanceId === null ? undefined : tables.gates.get(instanceId);
    if (gate !== undefined && (gate.epoch !== epoch || (adds && !gate.open)))
      this.parts.breaks('I12 no send after a stop', `${clientOrderId} was claimed behind a closed gate`);
    if (adds && (tables.riskProfiles.get(userId)?.haltedAt ?? null) !== null)
      this.parts.breaks('I12 no send after the kill switch', `${clientOrderId} was claimed`);
    if (adds) this.nothingIsHalted(after);
    // The time of the claim, from which its deadline counts: a process may sleep before it commits, and what is sent then is late
    // for its venue too, which is looked at when it accepts.
    if (validUntilMs !== null && validUntilMs <= updatedAtMs)
      this.parts.breaks('I12 no send after its time', `${clientOrderId} was claimed too late`);
  }

  private nothingIsHalted(adding: IntentRow): void {
    const { riskAccounts, riskInstances, lanes } = this.parts.tables;
    const { accountId, instanceId, clientOrderId } = adding;
    const instance = instanceId === null ? undefined : riskInstances.get(instanceId);
    const halt = riskAccounts.get(accountId)?.halt ?? lanes.get(laneKey(adding))?.halt ?? instance?.halt;
    if (halt !== undefined && halt !== null)
      this.parts.breaks('I12 no send under a halt', `${clientOrderId} was claimed under ${halt}`);
  }
}
