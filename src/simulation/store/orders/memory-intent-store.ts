import { ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { FenceLost, type Lease } from '../../../shared/platform/leases/shard-leases.port.js';
import type { Side } from '../../../shared/pure/strategy/order.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Intent, LaneName } from '../../../modules/orders/application/ports/intent.js';
import {
  IntentStore,
  type Attempted,
  type ForeignExecution,
  type Holder,
  type IntentChange,
  type Lane,
  type NewFill,
  type NewIntent,
  type PositionMove,
  type Sweep,
  type Taken,
  type Waiting,
} from '../../../modules/orders/application/ports/intent-store.port.js';
import {
  type Funds,
  isEnded,
  mayHaveArrived,
  isGivenUp,
  isUnresolved,
  unitsOfText,
  venueTerms,
} from '../../../modules/orders/domain/index.js';
import { memory } from '../memory-tx.js';
import { addFills, bookedAmong, foreignAmong, hasLaterFill, keepForeign, takeBack } from './memory-fills.js';
import { attemptOf, plain, rowOf, venueRowOf } from './memory-intent-rows.js';
import { enterLane, movePosition, waitingIn } from './memory-lanes.js';
import { balanceKey, reserve, settleReservations, showFunds } from './memory-reservations.js';
import { byPlace, byText, laneKey, type IntentRow, type OrdersTables } from './orders-tables.js';

/** Intents in memory. */
export class MemoryIntentStore extends IntentStore {
  constructor(private readonly tables: OrdersTables) {
    super();
  }

  override enterLane(tx: Tx, lane: LaneName, operations: number, markPrice?: string): Promise<Lane> {
    return memory(tx).statement('intents.enterLane', () =>
      enterLane(this.tables, lane, operations, markPrice),
    );
  }

  override waiting(tx: Tx, lane: LaneName): Promise<Waiting> {
    return memory(tx).statement('intents.waiting', () => waitingIn(this.tables, lane));
  }

  override funds(tx: Tx, accountId: string, currency: string): Promise<Funds> {
    return memory(tx).statement('intents.funds', () => {
      const row = this.tables.balances.get(balanceKey(accountId, currency));
      return { total: row?.total ?? null, reserved: row?.reserved ?? ZERO_MONEY };
    });
  }

  override fundsShown(
    tx: Tx,
    accountId: string,
    shown: readonly { readonly currency: string; readonly free: string }[],
    asOf: string,
  ): Promise<void> {
    return memory(tx).statement('intents.fundsShown', () => showFunds(this.tables, accountId, shown, asOf));
  }

  override newest(
    tx: Tx,
    instanceId: string,
    orders: readonly { readonly cycle: number; readonly leg: string }[],
  ): Promise<readonly Intent[]> {
    return memory(tx).statement('intents.newest', () => {
      const wanted = new Map(orders.map(({ cycle, leg }) => [`${cycle} ${leg}`, null as IntentRow | null]));
      for (const row of this.tables.intents.all()) {
        if (row.instanceId !== instanceId) continue;
        const name = `${row.cycle} ${row.leg}`;
        const known = wanted.get(name);
        if (known === undefined || (known !== null && known.attempt >= row.attempt)) continue;
        wanted.set(name, row);
      }
      return this.shown([...wanted.values()].filter((row) => row !== null));
    });
  }

  override byClientIds(
    tx: Tx,
    accountId: string,
    clientOrderIds: readonly string[],
  ): Promise<readonly Intent[]> {
    return memory(tx).statement('intents.byClientIds', () =>
      this.shown([...new Set(clientOrderIds)].flatMap((id) => this.tables.byClientId(accountId, id) ?? [])),
    );
  }

  override byChildOrderIds(
    tx: Tx,
    accountId: string,
    venueOrderIds: readonly string[],
  ): Promise<readonly Intent[]> {
    return memory(tx).statement('intents.byChildOrderIds', () =>
      this.shown(
        [...this.tables.intents.all()].filter(
          (row) =>
            row.accountId === accountId &&
            row.type === 'stop-market' &&
            row.venueOrderId !== null &&
            venueOrderIds.includes(row.venueOrderId),
        ),
      ),
    );
  }

  override async ghosts(
    tx: Tx,
    accountId: string,
    clientOrderIds: readonly string[],
  ): Promise<readonly Intent[]> {
    if (clientOrderIds.length === 0) return [];
    return memory(tx).statement('intents.ghosts', () =>
      [...new Set(clientOrderIds)]
        .flatMap((id) => this.tables.byClientId(accountId, id) ?? [])
        .filter(({ status }) => isGivenUp(status))
        .sort((left, right) => byText(left.symbol, right.symbol) || byPlace(left, right))
        .map((row) => this.tables.intentOf(row)),
    );
  }

  override byIds(tx: Tx, ids: readonly string[]): Promise<readonly Intent[]> {
    return memory(tx).statement('intents.byIds', () =>
      this.shown([...new Set(ids)].flatMap((id) => this.tables.intents.get(id) ?? [])),
    );
  }

  override holderOf(
    tx: Tx,
    { accountId, symbol }: LaneName,
    { side, position }: Taken,
  ): Promise<Holder | null> {
    return memory(tx).statement('intents.holderOf', () => {
      const isHere = (row: LaneName): boolean => row.accountId === accountId && row.symbol === symbol;
      const holding = new Set<string>();
      for (const owed of this.tables.obligations.all())
        if (isHere(owed) && owed.position === position && (side === 'sell' ? owed.size > 0n : owed.size < 0n))
          holding.add(owed.instanceId);
      const here = this.tables.intents.sorted(byPlace).filter(isHere);
      const last =
        here.findLast((row) => row.instanceId !== null && holding.has(row.instanceId)) ??
        here.findLast((row) => row.instanceId !== null && mayHaveAdded(row, side));
      if (last !== undefined)
        return { strategy: last.strategy, instanceId: last.instanceId, cycle: last.cycle };
      const byHand = here.some(({ instanceId, type }) => instanceId === null && type !== 'liquidation');
      return byHand ? { strategy: 'manual', instanceId: null, cycle: null } : null;
    });
  }

  override async insert(tx: Tx, intents: readonly NewIntent[], waiting: Money): Promise<void> {
    if (intents.length === 0) return;
    await memory(tx).statement('intents.insert', () => {
      const nowMs = this.tables.database.nowMs();
      for (const intent of intents) {
        this.tables.intents.insert(intent.wanted.orderId, rowOf(intent, nowMs));
        const denied = 'denial' in intent;
        this.tables.addEvent(
          intent.wanted.orderId,
          {
            status: denied ? 'denied' : 'planned',
            code: denied ? intent.denial.code : null,
            details: denied ? intent.denial.details : {},
          },
          nowMs,
        );
      }
      this.tables.lanes.update(laneKey(intents[0]!.wanted), { waiting });
      reserve(this.tables, intents);
    });
  }

  override insertAttempt(tx: Tx, of: Intent, id: string, clientOrderId: string): Promise<Attempted> {
    return memory(tx).statement('intents.insertAttempt', () => {
      const { intents, database } = this.tables;
      const nowMs = database.nowMs();
      const before = intents.get(of.orderId);
      const followers = [...intents.all()].filter(
        (row) =>
          row.accountId === of.accountId &&
          row.symbol === of.symbol &&
          row.replaces === of.clientOrderId &&
          row.place > of.place,
      );
      const taken = followers.filter((row) => row.sendDeadlineMs !== null && mayHaveArrived(row.status));
      if (before === undefined || taken.length > 0)
        return taken.some(({ announced }) => announced) ? 'replaced' : 'contested';
      intents.insert(id, attemptOf(before, id, clientOrderId, nowMs));
      const details = { attempt: String(of.attempt + 1) };
      this.tables.addEvent(id, { status: 'planned', code: 'attempted-again', details }, nowMs);
      for (const { orderId } of followers) intents.update(orderId, { replaces: clientOrderId });
      return 'made';
    });
  }

  override async save(tx: Tx, changes: readonly IntentChange[], under: readonly Lease[] = []): Promise<void> {
    if (changes.length === 0 && under.length === 0) return;
    await memory(tx).statement('intents.save', () => {
      const { intents, cancellations, database } = this.tables;
      if (!this.fencesStand(under, memory(tx).nowMs)) throw new FenceLost();
      const nowMs = database.nowMs();
      for (const { intent, history, lookInMs } of changes) {
        const before = intents.get(intent.orderId);
        if (before === undefined) continue;
        const lookAtMs =
          lookInMs !== undefined ? nowMs + lookInMs : isUnresolved(intent.status) ? before.lookAtMs : null;
        intents.update(intent.orderId, {
          status: intent.status,
          code: intent.code,
          filledSize: plain(intent.filledSize)!,
          filledValue: plain(intent.filledValue)!,
          venueOrderId: intent.venueOrderId,
          announced: intent.announced,
          looks: intent.looks,
          lookAtMs,
          updatedAtMs: nowMs,
        });
        for (const entry of history) this.tables.addEvent(intent.orderId, entry, nowMs);
        if (!isEnded(intent.status)) continue;
        if (cancellations.get(intent.orderId)?.doneAtMs === null)
          cancellations.update(intent.orderId, { doneAtMs: nowMs });
      }
      settleReservations(
        this.tables,
        changes.filter(movesFunds).map(({ intent }) => intent.orderId),
      );
    });
  }

  override addingLanes(tx: Tx, of: Sweep): Promise<readonly LaneName[]> {
    return memory(tx).statement('intents.addingLanes', () => {
      const lanes = new Map<string, LaneName>();
      for (const row of this.stillAdding(of)) {
        const { accountId, symbol } = row;
        lanes.set(laneKey(row), { accountId, symbol });
      }
      return [...lanes.values()].sort(
        (left, right) => byText(left.accountId, right.accountId) || byText(left.symbol, right.symbol),
      );
    });
  }

  override adding(tx: Tx, of: Sweep, { accountId, symbol }: LaneName): Promise<readonly Intent[]> {
    return memory(tx).statement('intents.adding', () =>
      this.shown(this.stillAdding(of).filter((row) => row.accountId === accountId && row.symbol === symbol)),
    );
  }

  override async requestCancellations(
    tx: Tx,
    wishes: readonly { readonly intent: Intent; readonly place: number; readonly step: number | null }[],
  ): Promise<void> {
    if (wishes.length === 0) return;
    await memory(tx).statement('intents.requestCancellations', () => {
      for (const { intent, place, step } of wishes) {
        if (this.tables.cancellations.get(intent.orderId) !== undefined) continue;
        const { accountId, symbol } = intent;
        this.tables.cancellations.insert(intent.orderId, {
          ...{ intentId: intent.orderId, accountId, symbol, place, step },
          state: 'requested',
          ...{ sendDeadlineMs: null, lookAtMs: null, doneAtMs: null },
        });
      }
    });
  }

  override insertVenueOrder(tx: Tx, intent: Intent): Promise<void> {
    return memory(tx).statement('intents.insertVenueOrder', () => {
      const nowMs = this.tables.database.nowMs();
      this.tables.intents.insert(intent.orderId, venueRowOf(intent, nowMs));
      this.tables.addEvent(intent.orderId, { status: intent.status, code: null, details: {} }, nowMs);
    });
  }

  override async addFills(tx: Tx, lane: LaneName, fills: readonly NewFill[]): Promise<ReadonlySet<string>> {
    if (fills.length === 0) return new Set();
    return memory(tx).statement('intents.addFills', () => addFills(this.tables, lane, fills));
  }

  override movePosition(tx: Tx, lane: LaneName, moved: PositionMove): Promise<void> {
    return memory(tx).statement('intents.movePosition', () => movePosition(this.tables, lane, moved));
  }

  override bookedAmong(tx: Tx, lane: LaneName, tradeIds: readonly string[]): Promise<ReadonlySet<string>> {
    return memory(tx).statement('intents.bookedAmong', () => bookedAmong(this.tables, lane, tradeIds));
  }

  override hasLaterFill(tx: Tx, lane: LaneName, at: EpochMs): Promise<boolean> {
    return memory(tx).statement('intents.hasLaterFill', () => hasLaterFill(this.tables, lane, at));
  }

  override foreignAmong(tx: Tx, lane: LaneName, keys: readonly string[]): Promise<ReadonlySet<string>> {
    return memory(tx).statement('intents.foreignAmong', () => foreignAmong(this.tables, lane, keys));
  }

  override takeBack(tx: Tx, lane: LaneName, keys: readonly string[]): Promise<ReadonlySet<string>> {
    return memory(tx).statement('intents.takeBack', () => takeBack(this.tables, lane, keys));
  }

  override async keepForeign(
    tx: Tx,
    lane: LaneName,
    executions: readonly ForeignExecution[],
  ): Promise<ReadonlySet<string>> {
    if (executions.length === 0) return new Set();
    return memory(tx).statement('intents.keepForeign', () => keepForeign(this.tables, lane, executions));
  }

  /** Whether every one of these leases still stands at that time. */
  private fencesStand(under: readonly Lease[], nowMs: number): boolean {
    return under.every(({ shard, owner, fence }) => {
      const row = this.tables.leases.get(String(shard));
      return row !== undefined && row.owner === owner && row.fence === fence && row.expiresAtMs > nowMs;
    });
  }

  private stillAdding(of: Sweep): readonly IntentRow[] {
    const theirs = (row: IntentRow): boolean =>
      'instanceId' in of
        ? row.instanceId === of.instanceId
        : 'accountId' in of
          ? row.accountId === of.accountId
          : row.userId === of.userId;
    return [...this.tables.intents.among('live')].filter((row) => row.adds && theirs(row));
  }

  private shown(rows: readonly IntentRow[]): readonly Intent[] {
    return [...rows].sort(byPlace).map((row) => this.tables.intentOf(row));
  }
}

/** An order for which funds may have been reserved has filled or ended. */
const movesFunds = ({ intent, history }: IntentChange): boolean =>
  venueTerms(intent.venue).reserves &&
  (isEnded(intent.status) || history.some(({ status }) => status === 'partial' || status === 'filled'));

/** It may have filled more than we have heard of, into a position that an order of this side takes from. */
const mayHaveAdded = (row: IntentRow, side: Side): boolean =>
  row.side !== side &&
  !row.reduceOnly &&
  mayHaveArrived(row.status) &&
  (row.size === null || unitsOfText(row.filledSize) < unitsOfText(row.size));
