import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Lease } from '../../../shared/platform/leases/shard-leases.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { LaneName } from '../../../modules/orders/application/ports/intent.js';
import {
  SendStore,
  type Claimed,
  type ClaimedLane,
  type ClaimedOperation,
  type DueLook,
  type QuietHalt,
  type StandingStop,
} from '../../../modules/orders/application/ports/send-store.port.js';
import type { Sweep } from '../../../modules/orders/application/ports/intent-store.port.js';
import type { GateSettledData } from '../../../modules/orders/contracts/events/gate-settled.event.js';
import { isAtVenue, isUnresolved, venueTerms } from '../../../modules/orders/domain/index.js';
import { settleReservations } from './memory-reservations.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import {
  byPlace,
  byText,
  laneKey,
  type GateRow,
  type IntentRow,
  type OrdersTables,
} from './orders-tables.js';

interface DueLane extends LaneName {
  readonly venue: string;
  readonly lease: Lease;
  readonly adds: boolean;
}

/** Accounts with an order that has moved since so long before a halt are asked. */
const HALT_MARGIN_MS = 3_600_000;

/** Claims and looks in memory. */
export class MemorySendStore extends SendStore {
  constructor(
    protected readonly tables: OrdersTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override async claim(
    tx: Tx,
    lanes: number,
    held: readonly Lease[],
    except: readonly string[] = [],
  ): Promise<Claimed> {
    if (held.length === 0) return { lanes: [], abandoned: [] };
    return memory(tx).statement('sends.claim', () => {
      const due = this.dueLanes(held, except, memory(tx).nowMs).slice(0, lanes);
      const claimed: ClaimedLane[] = [];
      const abandoned: IntentRow[] = [];
      for (const lane of due) {
        const placed = this.claimIntents(lane);
        abandoned.push(...placed.filter(({ status }) => status === 'abandoned'));
        const operations = [
          ...placed
            .filter(({ status }) => status === 'sending')
            .map((row) => ({
              ...{ place: row.place, attempt: row.attempt },
              operation: {
                ...{ op: 'place' as const, intent: this.tables.intentOf(row) },
                deadline: epochMs(row.sendDeadlineMs!),
                storedForMs: memory(tx).nowMs - row.createdAt,
              },
            })),
          ...this.claimCancellations(lane),
        ].sort((left, right) => left.place - right.place || left.attempt - right.attempt);
        if (operations.length === 0) continue;
        const { accountId, symbol, venue, lease } = lane;
        claimed.push({
          ...{ accountId, symbol, venue, lease },
          operations: operations.map(({ operation }): ClaimedOperation => operation),
        });
      }
      settleReservations(
        this.tables,
        abandoned.filter(({ venue }) => venueTerms(venue).reserves).map(({ orderId }) => orderId),
      );
      return {
        lanes: claimed,
        abandoned: abandoned.sort(byPlace).map((row) => this.tables.intentOf(row)),
      };
    });
  }

  override async cancelSent(
    tx: Tx,
    sent: readonly { readonly intentId: string; readonly lookInMs: number }[],
  ): Promise<void> {
    if (sent.length === 0) return;
    await memory(tx).statement('sends.cancelSent', () => {
      const nowMs = this.tables.database.nowMs();
      for (const { intentId, lookInMs } of sent)
        if (this.tables.cancellations.get(intentId)?.doneAtMs === null)
          this.tables.cancellations.update(intentId, {
            state: 'sent',
            lookAtMs: nowMs + Math.round(lookInMs),
          });
    });
  }

  override async cancelAgain(tx: Tx, intentIds: readonly string[]): Promise<void> {
    if (intentIds.length === 0) return;
    await memory(tx).statement('sends.cancelAgain', () => {
      for (const id of intentIds)
        if (this.tables.cancellations.get(id)?.doneAtMs === null)
          this.tables.cancellations.update(id, { state: 'requested', lookAtMs: null });
    });
  }

  override async dueLooks(limit: number, held: readonly Lease[]): Promise<readonly DueLook[]> {
    if (held.length === 0) return [];
    return this.statement('sends.dueLooks', (nowMs) => {
      const looks: { due: number; about: DueLook['about']; row: IntentRow }[] = [];
      const take = (about: DueLook['about'], rows: Iterable<readonly [IntentRow, number | null]>): void => {
        const due = [...rows].flatMap(([row, dueMs]) =>
          dueMs === null || dueMs > nowMs ? [] : [{ about, row, due: dueMs }],
        );
        looks.push(...due.sort((left, right) => left.due - right.due).slice(0, limit));
      };
      const { intents, cancellations } = this.tables;
      take(
        'order',
        [...intents.among('unresolved')].map((row) => [row, row.lookAtMs] as const),
      );
      take(
        'presence',
        [...intents.among('lookedFor')].map((row) => [row, row.lookAtMs] as const),
      );
      take(
        'cancellation',
        [...cancellations.among('waiting')].flatMap((wish) => {
          const row = intents.get(wish.intentId)!;
          return wish.state === 'requested' || isUnresolved(row.status)
            ? []
            : [[row, wish.lookAtMs] as const];
        }),
      );
      return looks
        .sort((left, right) => left.due - right.due || left.row.place - right.row.place)
        .flatMap(({ about, row }): DueLook[] => {
          const shard = this.tables.lanes.get(laneKey(row))?.shard;
          const lease = held.find((one) => one.shard === shard);
          if (lease === undefined) return [];
          const deadlineInMs = row.sendDeadlineMs === null ? 0 : row.sendDeadlineMs - nowMs;
          const believableInMs = deadlineInMs + venueTerms(row.venue).marginMs;
          const storedForMs = nowMs - row.createdAt;
          return [{ about, lease, believableInMs, storedForMs, intent: this.tables.intentOf(row) }];
        })
        .slice(0, limit);
    });
  }

  override async closedGates(): Promise<readonly GateSettledData[]> {
    return this.statement('sends.closedGates', () =>
      [...this.tables.gates.among('closing')]
        .filter((gate) => this.nothingLeft(gate.instanceId))
        .sort((a, b) => byText(a.accountId, b.accountId) || byText(a.instanceId, b.instanceId))
        .map(toldOf),
    );
  }

  override settleGates(
    tx: Tx,
    wanted: readonly GateSettledData[],
    shown: readonly string[],
  ): Promise<readonly GateSettledData[]> {
    return memory(tx).statement('sends.settleGates', () => {
      const { gates, intents, database } = this.tables;
      const seen = new Set(shown);
      const settled: GateSettledData[] = [];
      for (const { instanceId, epoch } of wanted) {
        const gate = gates.get(instanceId);
        if (gate === undefined || gate.open || gate.settledAtMs !== null || gate.epoch !== epoch) continue;
        if (!this.nothingLeft(instanceId)) continue;
        const rests = [...intents.all()].some(
          (row) =>
            row.accountId === gate.accountId &&
            row.instanceId === instanceId &&
            row.adds &&
            seen.has(row.clientOrderId),
        );
        if (rests) continue;
        gates.update(instanceId, { settledAtMs: database.nowMs() });
        settled.push(toldOf(gate));
      }
      return settled;
    });
  }

  override quietHalts(): Promise<readonly QuietHalt[]> {
    return this.statement('sends.quietHalts', () => {
      const { riskProfiles, intents } = this.tables;
      return riskProfiles
        .sorted((left, right) => byText(left.userId, right.userId))
        .flatMap(({ userId, haltedAt, settledAtMs }): QuietHalt[] => {
          if (haltedAt === null || settledAtMs !== null || this.somethingAdds(userId)) return [];
          const since = haltedAt - HALT_MARGIN_MS;
          const moved = [...intents.all()].filter(
            (row) => row.userId === userId && row.adds && row.updatedAtMs > since,
          );
          const accountIds = [...new Set(moved.map(({ accountId }) => accountId))].sort(byText);
          return [{ userId, haltedAt, accountIds }];
        });
    });
  }

  override settleHalt(tx: Tx, { userId, haltedAt }: QuietHalt, shown: readonly string[]): Promise<boolean> {
    return memory(tx).statement('sends.settleHalt', () => {
      const { riskProfiles, intents, database } = this.tables;
      const there = riskProfiles.get(userId);
      if (there === undefined || there.haltedAt !== haltedAt || there.settledAtMs !== null) return false;
      const seen = new Set(shown);
      const rests = [...intents.all()].some(
        (row) => row.userId === userId && row.adds && seen.has(row.clientOrderId),
      );
      if (rests || this.somethingAdds(userId)) return false;
      riskProfiles.update(userId, { settledAtMs: database.nowMs() });
      return true;
    });
  }

  private somethingAdds(userId: string): boolean {
    return [...this.tables.intents.among('live')].some((row) => row.userId === userId && row.adds);
  }

  override doubtUnsent(tx: Tx): Promise<number> {
    return memory(tx).statement('sends.doubtUnsent', () => {
      const { intents, database } = this.tables;
      const nowMs = database.nowMs();
      const rows = [...intents.among('live')].filter(
        ({ status }) => status === 'planned' || status === 'sending',
      );
      for (const { orderId } of rows) {
        intents.update(orderId, {
          status: 'sending',
          ...{ sendDeadlineMs: nowMs, lookAtMs: nowMs, updatedAtMs: nowMs },
        });
        this.tables.addEvent(orderId, { status: 'sending', code: 'restored', details: {} }, nowMs);
      }
      return rows.length;
    });
  }

  override standingStops(tx: Tx): Promise<readonly StandingStop[]> {
    return memory(tx).statement('sends.standingStops', () => {
      const { riskProfiles, riskAccounts, riskInstances, gates } = this.tables;
      const sorted = (
        stops: readonly (readonly [string, string])[],
        of: (id: string) => Sweep,
      ): StandingStop[] =>
        stops
          .toSorted(([id, code], [otherId, otherCode]) => byText(id, otherId) || byText(code, otherCode))
          .map(([id, code]) => ({ of: of(id), code }));
      return [
        ...sorted(
          [...riskAccounts.all()].flatMap(({ accountId, halt }) =>
            halt === null ? [] : [[accountId, halt] as const],
          ),
          (accountId) => ({ accountId }),
        ),
        ...sorted(
          [
            ...[...riskInstances.all()].flatMap(({ instanceId, halt }): [string, string][] =>
              halt === null ? [] : [[instanceId, halt]],
            ),
            ...[...gates.all()].flatMap(({ instanceId, open }): [string, string][] =>
              open ? [] : [[instanceId, 'gate-closed']],
            ),
          ],
          (instanceId) => ({ instanceId }),
        ),
        ...sorted(
          [...riskProfiles.all()].flatMap(({ userId, haltedAt }): [string, string][] =>
            haltedAt === null ? [] : [[userId, 'kill-switch']],
          ),
          (userId) => ({ userId }),
        ),
      ];
    });
  }

  override async postpone(looks: readonly DueLook[], ms: number): Promise<void> {
    await this.statement('sends.postpone', (nowMs) => {
      for (const { about, intent } of looks) {
        const { intents, cancellations } = this.tables;
        if (about === 'cancellation') {
          if (cancellations.get(intent.orderId)?.doneAtMs === null)
            cancellations.update(intent.orderId, { lookAtMs: nowMs + ms });
        } else if ((intents.get(intent.orderId)?.lookAtMs ?? null) !== null) {
          intents.update(intent.orderId, { lookAtMs: nowMs + ms });
        }
      }
    });
  }

  /** Whether our books know nothing of an instance any more that would keep its gate from being settled. */
  private nothingLeft(instanceId: string): boolean {
    for (const row of this.tables.intents.among('live')) {
      if (row.instanceId !== instanceId) continue;
      if (row.adds || !isAtVenue(row.status)) return false;
      if (this.tables.cancellations.get(row.orderId)?.doneAtMs === null) return false;
    }
    return true;
  }

  /** Lanes with something to send and nothing under way, in shards whose leases stand. */
  protected dueLanes(held: readonly Lease[], except: readonly string[], nowMs: number): readonly DueLane[] {
    const { intents, cancellations, lanes } = this.tables;
    const due = new Map<string, { venue: string; adds: boolean }>();
    const add = (row: IntentRow, adds: boolean): void => {
      const there = due.get(laneKey(row));
      due.set(laneKey(row), { venue: row.venue, adds: adds || there?.adds === true });
    };
    for (const row of intents.among('planned')) add(row, row.adds);
    for (const wish of cancellations.among('waiting'))
      if (wish.state === 'requested') add(intents.get(wish.intentId)!, false);
    for (const wish of cancellations.among('waiting'))
      if (wish.state === 'sending') due.delete(laneKey(wish));
    for (const row of intents.among('unresolved'))
      if (row.status === 'sending' || row.step !== null) due.delete(laneKey(row));
    const found: DueLane[] = [];
    for (const [key, { venue, adds }] of due) {
      const lane = lanes.get(key);
      if (lane === undefined) continue;
      const { accountId, symbol, shard } = lane;
      const lease = held.find((one) => one.shard === shard);
      if (lease === undefined || except.includes(accountId) || !this.stands(lease, nowMs)) continue;
      found.push({ accountId, symbol, venue, adds, lease });
    }
    return found.sort(
      (left, right) => byText(left.accountId, right.accountId) || byText(left.symbol, right.symbol),
    );
  }

  protected stands({ shard, owner, fence }: Lease, nowMs: number): boolean {
    const row = this.tables.leases.get(String(shard));
    return row !== undefined && row.owner === owner && row.fence === fence && row.expiresAtMs > nowMs;
  }

  /** Why an intent is not sent any more; null when it is. */
  protected refusedBecause(row: IntentRow, nowMs: number): string | null {
    const { gates, riskProfiles, riskAccounts, riskInstances, lanes } = this.tables;
    const gate = row.instanceId === null ? undefined : gates.get(row.instanceId);
    if (row.validUntilMs !== null && row.validUntilMs <= nowMs) return 'expired';
    if (row.instanceId !== null && gate?.epoch !== row.epoch) return 'gate-moved';
    if (row.instanceId !== null && row.adds && gate?.open === false) return 'gate-closed';
    if (!row.adds) return null;
    if ((riskProfiles.get(row.userId)?.haltedAt ?? null) !== null) return 'kill-switch';
    const account = riskAccounts.get(row.accountId)?.halt ?? lanes.get(laneKey(row))?.halt;
    if (account !== undefined && account !== null) return account;
    const instance = row.instanceId === null ? null : (riskInstances.get(row.instanceId)?.halt ?? null);
    return instance === null ? null : `instance-${instance}`;
  }

  protected deadlineMs(nowMs: number, sendMs: number): number {
    return nowMs + sendMs;
  }

  private claimIntents(lane: DueLane): readonly IntentRow[] {
    const { intents, database } = this.tables;
    const nowMs = database.nowMs();
    const { marginMs } = venueTerms(lane.venue);
    const sendMs = sendMsOf(lane);
    const mine = [...intents.among('planned')]
      .filter((row) => row.accountId === lane.accountId && row.symbol === lane.symbol)
      .sort(byPlace);
    return mine.map((row) => {
      const code = this.refusedBecause(row, nowMs);
      const status = code === null ? 'sending' : 'abandoned';
      intents.update(row.orderId, {
        ...{ status, code, fence: lane.lease.fence, updatedAtMs: nowMs },
        sendDeadlineMs: this.deadlineMs(nowMs, sendMs),
        lookAtMs: nowMs + sendMs + marginMs,
      });
      this.tables.addEvent(row.orderId, { status, code, details: {} }, nowMs);
      return intents.get(row.orderId)!;
    });
  }

  private claimCancellations(
    lane: DueLane,
  ): readonly { readonly place: number; readonly attempt: number; readonly operation: ClaimedOperation }[] {
    const { intents, cancellations, database } = this.tables;
    const nowMs = database.nowMs();
    const { marginMs } = venueTerms(lane.venue);
    const sendMs = sendMsOf(lane);
    const wishes = [...cancellations.among('waiting')].filter(
      (wish) =>
        wish.state === 'requested' && wish.accountId === lane.accountId && wish.symbol === lane.symbol,
    );
    return wishes.map(({ intentId, place, step }) => {
      const sendDeadlineMs = nowMs + sendMs;
      cancellations.update(intentId, {
        state: 'sending',
        sendDeadlineMs,
        lookAtMs: sendDeadlineMs + marginMs,
      });
      const intent = this.tables.intentOf(intents.get(intentId)!);
      const operation = { op: 'cancel', intent, deadline: epochMs(sendDeadlineMs), step } as const;
      return { place, attempt: 0, operation };
    });
  }

  private async statement<T>(name: string, work: (nowMs: number) => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}

const toldOf = ({ instanceId, userId, accountId, epoch }: GateRow): GateSettledData => ({
  ...{ instanceId, userId, accountId, epoch },
});

function sendMsOf({ venue, adds }: DueLane): number {
  const { sendMs, closeMs } = venueTerms(venue);
  return adds ? sendMs : closeMs;
}
