import type { Money } from '../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import type { ProtectionChangedData } from '../../../modules/orders/contracts/events/protection-changed.event.js';
import type {
  HistoryEntry,
  NewFill,
  PositionName,
} from '../../../modules/orders/application/ports/intent-store.port.js';
import type { Repair, RepairedBot } from '../../../modules/orders/application/ports/risk-store.port.js';
import type { Intent } from '../../../modules/orders/application/ports/intent.js';
import {
  isAtVenue,
  isEnded,
  isUnresolved,
  unitsOfText,
  type AccountHalt,
  type ChosenLimits,
  type InstanceRisk,
  type LaneHalt,
  type Tally,
} from '../../../modules/orders/domain/index.js';
import type {
  Amendment,
  AmendmentEnd,
} from '../../../modules/orders/application/ports/amendment-store.port.js';
import type { MemoryDatabase } from '../memory-database.js';
import { leaseTable, type LeaseRow } from '../memory-lease-rows.js';
import { Table } from '../table.js';

export interface IntentRow extends Omit<Intent, 'cancelWanted'> {
  readonly adds: boolean;
  readonly validUntilMs: number | null;
  readonly sendDeadlineMs: number | null;
  readonly lookAtMs: number | null;
  readonly updatedAtMs: number;
}

export interface LaneRow {
  readonly accountId: string;
  readonly symbol: string;
  readonly operations: number;
  readonly position: Money;
  readonly short: Money;
  readonly shard: number;
  readonly halt: LaneHalt | null;
  readonly mark: Money | null;
  readonly waiting: Money;
}

export interface CancellationRow {
  readonly intentId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly place: number;
  readonly step: number | null;
  readonly state: 'requested' | 'sending' | 'sent';
  readonly sendDeadlineMs: number | null;
  readonly lookAtMs: number | null;
  readonly doneAtMs: number | null;
}

export interface IntentEventRow extends HistoryEntry {
  readonly position: number;
  readonly intentId: string;
  readonly atMs: number;
}

export interface FillRow extends NewFill {
  readonly accountId: string;
  readonly symbol: string;
}

export interface ForeignRow {
  readonly accountId: string;
  readonly symbol: string;
  readonly key: string;
  readonly clientOrderId: string;
  readonly execution: Readonly<Record<string, unknown>>;
}

export interface AdjustmentRow {
  readonly id: string;
  readonly userId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly holder: string;
  readonly position: PositionName;
  readonly change: Money;
}

export interface AmendmentRow extends Amendment, Pick<AmendmentEnd, 'code' | 'details' | 'successorId'> {
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
}

export interface GateRow {
  readonly instanceId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly epoch: number;
  readonly open: boolean;
  readonly protects: boolean;
  readonly protectsHedge: boolean;
  readonly settledAtMs: number | null;
  /** Its strategy has ended: what it still holds is kept. */
  readonly ended: boolean;
}

export interface ObligationRow extends Pick<
  ProtectionChangedData,
  'accountId' | 'symbol' | 'instanceId' | 'userId' | 'venue' | 'strategy'
> {
  readonly position: PositionName;
  readonly hedges: boolean;
  readonly size: Money;
  readonly dueAtMs: number | null;
  readonly alarmedAtMs: number | null;
  /** What its owner wants left of it; null while nobody has asked. */
  readonly left: Money | null;
}

export interface ReservationRow {
  readonly intentId: string;
  readonly accountId: string;
  readonly currency: string;
  readonly whole: Money;
  readonly amount: Money;
}

export interface BalanceRow {
  readonly accountId: string;
  readonly currency: string;
  /** Null while it is not known. */
  readonly total: Money | null;
  readonly reserved: Money;
  readonly movedAtMs: number;
}

export interface RiskAccountRow {
  readonly accountId: string;
  readonly userId: string;
  readonly orders: number;
  readonly tally: Tally;
  readonly halt: AccountHalt | null;
}

export interface RiskInstanceRow extends InstanceRisk {
  readonly instanceId: string;
  readonly accountId: string;
  readonly userId: string;
  readonly tally: Tally;
}

export interface RiskProfileRow {
  readonly userId: string;
  readonly chosen: ChosenLimits;
  readonly version: number;
  readonly haltedAt: EpochMs | null;
  /** Since when nothing that adds is left behind the kill switch. */
  readonly settledAtMs: number | null;
}

/** What client order ids are made with. */
export interface InstallationRow {
  readonly incarnation: string;
  readonly past: readonly string[];
  readonly renewedAtMs: number | null;
}

export interface RepairRow extends RepairedBot {
  readonly position: number;
  readonly what: Repair;
  readonly atMs: number;
}

export const laneKey = ({ accountId, symbol }: { accountId: string; symbol: string }): string =>
  `${accountId} ${symbol}`;

const onItsWay = (status: Intent['status']): boolean => status === 'planned' || isUnresolved(status);

/** The tables of orders with the rules that their migrations give them. */
export class OrdersTables {
  readonly lanes: Table<LaneRow>;
  readonly intents: Table<IntentRow>;
  readonly cancellations: Table<CancellationRow>;
  readonly events: Table<IntentEventRow>;
  readonly fills: Table<FillRow>;
  readonly foreign: Table<ForeignRow>;
  readonly adjustments: Table<AdjustmentRow>;
  readonly amendments: Table<AmendmentRow>;
  readonly gates: Table<GateRow>;
  readonly obligations: Table<ObligationRow>;
  readonly reservations: Table<ReservationRow>;
  readonly balances: Table<BalanceRow>;
  readonly riskAccounts: Table<RiskAccountRow>;
  readonly riskInstances: Table<RiskInstanceRow>;
  readonly riskProfiles: Table<RiskProfileRow>;
  readonly repairs: Table<RepairRow>;
  readonly leases: Table<LeaseRow>;
  readonly installation: Table<InstallationRow>;
  /** Restorations that orders has settled. */
  readonly settled: Table<{ readonly restorationId: string }>;

  constructor(readonly database: MemoryDatabase) {
    this.lanes = new Table(database, 'lane', {
      checks: { lane_operations_check: ({ operations }) => operations >= 0 },
    });
    this.intents = new Table(database, 'intent', {
      unique: {
        intent_account_id_client_order_id_key: (row) => clientKey(row.accountId, row.clientOrderId),
        intent_instance_id_cycle_leg_attempt_key: (row) =>
          row.instanceId === null || row.cycle === null || row.leg === null
            ? null
            : JSON.stringify([row.instanceId, row.cycle, row.leg, row.attempt]),
        intent_on_its_way: (row) =>
          row.instanceId !== null && row.cycle !== null && row.leg !== null && onItsWay(row.status)
            ? JSON.stringify([row.instanceId, row.cycle, row.leg])
            : null,
      },
      checks: {
        intent_attempt_check: ({ attempt }) => attempt >= 1,
        intent_strategy_check: ({ strategy, instanceId }) =>
          (strategy === 'manual') === (instanceId === null),
        intent_filled_check: ({ filledSize, filledValue }) =>
          !filledSize.startsWith('-') && !filledValue.startsWith('-'),
        intent_exposure_check: ({ adds, exposure }) =>
          !exposure.startsWith('-') && (adds || unitsOfText(exposure) === 0n),
      },
      partial: {
        live: ({ status }) => !isEnded(status),
        planned: ({ status }) => status === 'planned',
        unresolved: ({ status }) => isUnresolved(status),
        lookedFor: ({ status, lookAtMs }) => lookAtMs !== null && isAtVenue(status),
      },
    });
    this.cancellations = new Table(database, 'cancellation', {
      partial: { waiting: ({ doneAtMs }) => doneAtMs === null },
    });
    this.events = new Table(database, 'intent_event');
    this.fills = new Table(database, 'fill', {
      unique: {
        fill_account_id_symbol_trade_id_key: (row) => tradeKey(row.accountId, row.symbol, row.tradeId),
      },
      checks: {
        fill_numbers_check: ({ price, size }) => unitsOfText(price) > 0n && unitsOfText(size) > 0n,
      },
    });
    this.foreign = new Table(database, 'foreign_execution');
    this.adjustments = new Table(database, 'adjustment', {
      checks: { adjustment_change_check: ({ change }) => change !== 0n },
    });
    this.amendments = new Table(database, 'amendment', {
      unique: { amendment_successor_id_key: ({ successorId }) => successorId },
      checks: {
        amendment_size_check: ({ price, size, filledBefore }) =>
          unitsOfText(price) > 0n && unitsOfText(size) > 0n && unitsOfText(filledBefore) >= 0n,
        amendment_ended_check: ({ state, endedAtMs }) => (state === 'pending') === (endedAtMs === null),
        amendment_successor_check: ({ state, successorId }) =>
          (state === 'replaced' || state === 'denied') === (successorId !== null),
      },
      partial: { pending: ({ endedAtMs }) => endedAtMs === null },
    });
    this.gates = new Table(database, 'gate', {
      partial: { closing: ({ open, settledAtMs }) => !open && settledAtMs === null },
    });
    this.obligations = new Table(database, 'obligation');
    this.reservations = new Table(database, 'reservation');
    this.balances = new Table(database, 'balance');
    this.riskAccounts = new Table(database, 'risk_account', {
      checks: { risk_account_orders_check: ({ orders }) => orders >= 0 },
    });
    this.riskInstances = new Table(database, 'risk_instance');
    this.riskProfiles = new Table(database, 'risk_profile');
    this.repairs = new Table(database, 'repair');
    this.leases = leaseTable(database);
    this.installation = new Table(database, 'installation');
    this.settled = new Table(database, 'restoration_settled');
  }

  /** The intent as its port shows it. */
  intentOf({
    adds: _,
    validUntilMs: __,
    sendDeadlineMs: ___,
    lookAtMs: ____,
    updatedAtMs: _____,
    ...row
  }: IntentRow): Intent {
    const wish = this.cancellations.get(row.orderId);
    return { ...row, cancelWanted: wish?.doneAtMs === null };
  }

  byClientId(accountId: string, clientOrderId: string): IntentRow | undefined {
    return this.intents.by('intent_account_id_client_order_id_key', clientKey(accountId, clientOrderId));
  }

  /** Steps that an order has taken. */
  versionOf(intentId: string): number {
    let steps = 0;
    for (const event of this.events.all()) if (event.intentId === intentId) steps += 1;
    return steps;
  }

  addEvent(intentId: string, { status, code, details }: HistoryEntry, atMs: number): void {
    const position = this.events.size + 1;
    this.events.insert(String(position), { position, intentId, atMs, status, code, details });
  }
}

export const clientKey = (accountId: string, clientOrderId: string): string =>
  `${accountId} ${clientOrderId}`;

export const tradeKey = (accountId: string, symbol: string, tradeId: string): string =>
  JSON.stringify([accountId, symbol, tradeId]);

export const obligationKey = ({
  accountId,
  symbol,
  instanceId,
  position,
}: Pick<ObligationRow, 'accountId' | 'symbol' | 'instanceId' | 'position'>): string =>
  JSON.stringify([accountId, symbol, instanceId, position]);

/** In the order in which operations take effect. */
export const byPlace = (left: IntentRow, right: IntentRow): number =>
  left.place - right.place || left.attempt - right.attempt || byText(left.orderId, right.orderId);

/** In the order of Postgres for ids and symbols. */
export const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
