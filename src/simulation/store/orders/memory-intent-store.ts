import { formatMoney, ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { FenceLost, type Lease } from '../../../shared/platform/leases/shard-leases.port.js';
import { shardOf } from '../../../shared/platform/leases/shards.js';
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
  grossSize,
  isAtVenue,
  isEnded,
  mayHaveArrived,
  isGivenUp,
  isUnresolved,
  PROTECT_MS,
  quoteOf,
  unitsOfText,
  valueOf,
  venueTerms,
} from '../../../modules/orders/domain/index.js';
import { balanceKey, reserve, settleReservations } from './memory-reservations.js';
import { memory } from '../memory-tx.js';
import {
  byPlace,
  byText,
  laneKey,
  obligationKey,
  tradeKey,
  type IntentRow,
  type OrdersTables,
} from './orders-tables.js';

/** Intents in memory. */
export class MemoryIntentStore extends IntentStore {
  constructor(protected readonly tables: OrdersTables) {
    super();
  }

  override enterLane(tx: Tx, lane: LaneName, operations: number, markPrice?: string): Promise<Lane> {
    return memory(tx).statement('intents.enterLane', () => {
      const { lanes } = this.tables;
      const key = laneKey(lane);
      const there = lanes.get(key);
      const mark = markPrice === undefined ? (there?.mark ?? null) : unitsOfText(markPrice);
      const row = {
        ...(there ?? {
          ...lane,
          position: ZERO_MONEY,
          short: ZERO_MONEY,
          halt: null,
          waiting: ZERO_MONEY,
          shard: shardOf(key),
        }),
        accountId: lane.accountId,
        symbol: lane.symbol,
        operations: (there?.operations ?? 0) + operations,
        mark,
      };
      lanes.set(key, row);
      return {
        firstPlace: row.operations - operations + 1,
        position: row.position,
        short: row.short,
        halt: row.halt,
      };
    });
  }

  override waiting(tx: Tx, { accountId, symbol }: LaneName): Promise<Waiting> {
    return memory(tx).statement('intents.waiting', () => {
      const { intents, cancellations, lanes } = this.tables;
      const resting = { buy: 0n, sell: 0n };
      let exposure = 0n;
      let undecided = 0;
      for (const row of intents.among('live')) {
        if (row.accountId !== accountId || row.symbol !== symbol || row.reduceOnly || row.size === null)
          continue;
        const size = unitsOfText(row.size);
        if (size <= 0n) continue;
        const left = size - unitsOfText(row.filledSize);
        const unfilled = left < 0n ? 0n : left;
        if (cancellations.get(row.orderId) === undefined) resting[row.side] += unfilled;
        exposure += roundedShare(unitsOfText(row.exposure), unfilled, size);
        if (row.status === 'needs-human') undecided += 1;
      }
      let elsewhere = 0n;
      for (const lane of lanes.all()) {
        if (
          lane.accountId !== accountId ||
          lane.symbol === symbol ||
          quoteOf(lane.symbol) !== quoteOf(symbol)
        )
          continue;
        // Without a price the whole term is null, and a sum leaves it out.
        if (lane.mark === null) continue;
        elsewhere += valueOf(grossSize(lane), lane.mark) + lane.waiting;
      }
      return {
        resting: { buy: resting.buy as Money, sell: resting.sell as Money },
        exposure: exposure as Money,
        undecided,
        elsewhere: elsewhere as Money,
      };
    });
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
    return memory(tx).statement('intents.fundsShown', () => {
      const { intents, reservations, balances } = this.tables;
      for (const row of intents.among('unresolved')) if (row.accountId === accountId) return;
      for (const { currency, free } of shown) {
        const key = balanceKey(accountId, currency);
        const there = balances.get(key);
        if (there !== undefined && there.movedAtMs >= Number(asOf)) continue;
        let total = unitsOfText(free) as bigint;
        for (const taken of reservations.all()) {
          const { status } = intents.get(taken.intentId)!;
          if (taken.accountId === accountId && taken.currency === currency && isAtVenue(status))
            total += taken.amount;
        }
        const fresh = { accountId, currency, reserved: ZERO_MONEY, movedAtMs: Number(asOf) };
        balances.set(key, { ...fresh, ...there, total: total as Money });
      }
    });
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
      intents.insert(id, {
        ...before,
        orderId: id,
        clientOrderId,
        attempt: before.attempt + 1,
        ...FRESH,
        status: 'planned',
        code: null,
        fence: null,
        createdAt: epochMs(nowMs),
        updatedAtMs: nowMs,
      });
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

  override insertVenueOrder(tx: Tx, { cancelWanted: _, ...intent }: Intent): Promise<void> {
    return memory(tx).statement('intents.insertVenueOrder', () => {
      const nowMs = this.tables.database.nowMs();
      this.tables.intents.insert(intent.orderId, {
        ...intent,
        price: null,
        size: plain(intent.size),
        ...{ reduceOnly: true, wire: null, replaces: null, epoch: null, exposure: '0' },
        ...{ code: null, filledSize: '0', filledValue: '0', venueOrderId: null, announced: true },
        ...{ step: null, looks: 0, fence: null, createdAt: epochMs(nowMs) },
        ...{ adds: false, validUntilMs: null, sendDeadlineMs: null, lookAtMs: null, updatedAtMs: nowMs },
      });
      this.tables.addEvent(intent.orderId, { status: intent.status, code: null, details: {} }, nowMs);
    });
  }

  override async addFills(
    tx: Tx,
    { accountId, symbol }: LaneName,
    fills: readonly NewFill[],
  ): Promise<ReadonlySet<string>> {
    if (fills.length === 0) return new Set();
    return memory(tx).statement('intents.addFills', () => {
      const added = new Set<string>();
      for (const fill of fills) {
        const there = this.tables.fills.by(
          'fill_account_id_symbol_trade_id_key',
          tradeKey(accountId, symbol, fill.tradeId),
        );
        if (there !== undefined) continue;
        this.tables.fills.insert(fill.fillId, { ...fill, accountId, symbol });
        added.add(fill.tradeId);
      }
      return added;
    });
  }

  override movePosition(
    tx: Tx,
    lane: LaneName,
    { change, short, held, price, added }: PositionMove,
  ): Promise<void> {
    return memory(tx).statement('intents.movePosition', () => {
      const { obligations, lanes, database } = this.tables;
      const { accountId, symbol } = lane;
      for (const one of held) {
        const key = obligationKey({ ...one, accountId, symbol });
        const there = obligations.get(key);
        const { instanceId, userId, venue, strategy, position } = one;
        if (strategy === 'manual') throw new TypeError('what is traded by hand is owed nothing');
        obligations.set(key, {
          ...{ accountId, symbol, instanceId, position, userId, venue, strategy },
          ...there,
          hedges: there === undefined || there.size === 0n ? one.hedges : there.hedges,
          size: ((there?.size ?? 0n) + one.change) as Money,
          dueAtMs: there?.dueAtMs ?? database.nowMs() + PROTECT_MS,
          alarmedAtMs: there?.alarmedAtMs ?? null,
          left: there?.left ?? null,
        });
      }
      const key = laneKey(lane);
      const there = lanes.get(key);
      const rest = (there?.waiting ?? 0n) - added;
      lanes.set(key, {
        ...{ accountId, symbol, operations: 0, halt: null, shard: shardOf(key) },
        ...there,
        position: ((there?.position ?? 0n) + change) as Money,
        short: ((there?.short ?? 0n) + short) as Money,
        mark: unitsOfText(price),
        waiting: (there === undefined || rest < 0n ? 0n : rest) as Money,
      });
    });
  }

  override bookedAmong(tx: Tx, lane: LaneName, tradeIds: readonly string[]): Promise<ReadonlySet<string>> {
    return memory(tx).statement('intents.bookedAmong', () => {
      const key = laneKey(lane);
      const booked = new Set<string>();
      for (const row of this.tables.fills.all())
        if (laneKey(row) === key && tradeIds.includes(row.tradeId)) booked.add(row.tradeId);
      return booked;
    });
  }

  override hasLaterFill(tx: Tx, lane: LaneName, at: EpochMs): Promise<boolean> {
    return memory(tx).statement('intents.hasLaterFill', () => {
      const { fills, foreign } = this.tables;
      const key = laneKey(lane);
      for (const row of fills.all()) if (row.at > at && laneKey(row) === key) return true;
      for (const row of foreign.all())
        if (row.execution['kind'] === 'filled' && Number(row.execution['at']) > at && laneKey(row) === key)
          return true;
      return false;
    });
  }

  override foreignAmong(tx: Tx, lane: LaneName, keys: readonly string[]): Promise<ReadonlySet<string>> {
    return memory(tx).statement(
      'intents.foreignAmong',
      () => new Set(keys.filter((key) => this.tables.foreign.get(`${laneKey(lane)} ${key}`) !== undefined)),
    );
  }

  override takeBack(tx: Tx, lane: LaneName, keys: readonly string[]): Promise<ReadonlySet<string>> {
    return memory(tx).statement('intents.takeBack', () => {
      const { foreign } = this.tables;
      const there = keys.filter((key) => foreign.get(`${laneKey(lane)} ${key}`) !== undefined);
      for (const key of there) foreign.delete(`${laneKey(lane)} ${key}`);
      return new Set(there);
    });
  }

  override async keepForeign(
    tx: Tx,
    lane: LaneName,
    executions: readonly ForeignExecution[],
  ): Promise<ReadonlySet<string>> {
    if (executions.length === 0) return new Set();
    return memory(tx).statement('intents.keepForeign', () => {
      const added = new Set<string>();
      for (const { key, clientOrderId, execution } of executions) {
        const rowKey = `${laneKey(lane)} ${key}`;
        if (this.tables.foreign.get(rowKey) !== undefined) continue;
        const { accountId, symbol } = lane;
        this.tables.foreign.insert(rowKey, {
          ...{ accountId, symbol, key, clientOrderId },
          execution: execution as Readonly<Record<string, unknown>>,
        });
        added.add(key);
      }
      return added;
    });
  }

  /** Whether every one of these leases still stands at that time. */
  protected fencesStand(under: readonly Lease[], nowMs: number): boolean {
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

const FRESH = {
  ...{ filledSize: '0', filledValue: '0', venueOrderId: null, announced: false, looks: 0 },
  ...{ sendDeadlineMs: null, lookAtMs: null },
} as const;

function rowOf(intent: NewIntent, nowMs: number): IntentRow {
  const { wanted } = intent;
  const approved = 'approved' in intent ? intent.approved : null;
  const validMs = 'approved' in intent ? intent.validMs : null;
  const exposure = approved === null ? '0' : formatMoney(approved.exposure);
  return {
    ...wanted,
    ...FRESH,
    price: plain(wanted.price),
    size: plain(wanted.size),
    wire: approved?.order ?? wanted.wire,
    exposure: plain(exposure)!,
    adds: unitsOfText(exposure) > 0n,
    status: approved === null ? 'denied' : 'planned',
    code: 'denial' in intent ? intent.denial.code : null,
    fence: null,
    validUntilMs: validMs === null ? null : nowMs + validMs,
    createdAt: epochMs(nowMs),
    updatedAtMs: nowMs,
  };
}

/** A decimal as `trim_scale` writes it. */
export const plain = (text: string | null): string | null =>
  text === null ? null : formatMoney(unitsOfText(text));

/** `numeric` divides to many places and the sum is rounded to 18; for single terms that is half away from zero. */
function roundedShare(exposure: bigint, unfilled: bigint, size: bigint): bigint {
  const product = exposure * unfilled;
  return (product * 2n + size) / (size * 2n);
}

/** It may have filled more than we have heard of, into a position that an order of this side takes from. */
const mayHaveAdded = (row: IntentRow, side: Side): boolean =>
  row.side !== side &&
  !row.reduceOnly &&
  mayHaveArrived(row.status) &&
  (row.size === null || unitsOfText(row.filledSize) < unitsOfText(row.size));
