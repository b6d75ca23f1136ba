import { formatMoney, type Money } from '../../../shared/pure/numbers/money.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { LaneName } from '../../../modules/orders/application/ports/intent.js';
import { KeptStore, type KeptHolding } from '../../../modules/orders/application/ports/kept-store.port.js';
import type { KeptPosition } from '../../../modules/orders/contracts/queries/list-kept-positions.query.js';
import { CLOSE_AGAIN_MS, isEnded, keptLeg } from '../../../modules/orders/domain/index.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import {
  byText,
  laneKey,
  obligationKey,
  type GateRow,
  type ObligationRow,
  type OrdersTables,
} from './orders-tables.js';

/** What stopped bots hold, in memory. */
export class MemoryKeptStore extends KeptStore {
  constructor(
    private readonly tables: OrdersTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override list(userId: string, lane: LaneName | null): Promise<readonly KeptPosition[]> {
    return this.statement('list', () =>
      this.rows(
        (row, gate) =>
          row.userId === userId &&
          (lane === null || laneKey(row) === laneKey(lane)) &&
          gate.ended &&
          !gate.open,
      )
        .filter(({ held }) => held !== 0n)
        .map(({ instanceId, strategy, accountId, venue, symbol, position, held, markPrice, underWay }) => ({
          ...{ instanceId, strategy, accountId, venue, symbol, position },
          ...{ size: formatMoney(held), markPrice, closing: underWay.length > 0 },
        })),
    );
  }

  override of(tx: Tx, instanceIds: readonly string[]): Promise<readonly KeptHolding[]> {
    return memory(tx).statement('kept.of', () =>
      this.rows(({ instanceId }) => instanceIds.includes(instanceId)).map(({ triedAtMs: _, ...row }) => row),
    );
  }

  override leave(tx: Tx, of: KeptHolding, left: Money): Promise<void> {
    return memory(tx).statement('kept.leave', () => {
      this.tables.obligations.update(obligationKey(of), { left });
    });
  }

  override due(): Promise<readonly KeptHolding[]> {
    return this.statement('due', () => {
      const nowMs = this.tables.database.nowMs();
      return this.rows(({ left }) => left !== null).flatMap(({ triedAtMs, ...row }) => {
        const held = row.held < 0n ? 0n - row.held : row.held;
        if (!row.isOver || row.left === null || held <= row.left || row.underWay.length > 0) return [];
        const waitMs = Math.min(2 ** Math.min(row.closes, 10) * 1_000, CLOSE_AGAIN_MS);
        return triedAtMs !== null && triedAtMs + waitMs > nowMs ? [] : [row];
      });
    });
  }

  private rows(
    wanted: (row: ObligationRow, gate: GateRow) => boolean,
  ): readonly (KeptHolding & { readonly triedAtMs: number | null })[] {
    const { obligations, gates, lanes } = this.tables;
    return obligations.sorted(byName).flatMap((row) => {
      const gate = gates.get(row.instanceId);
      const lane = lanes.get(laneKey(row));
      if (row.size === 0n || gate?.userId !== row.userId || lane === undefined || !wanted(row, gate))
        return [];
      const { userId, accountId, venue, symbol, strategy, instanceId, position, left } = row;
      const theirs = [...this.tables.intents.all()].filter(
        (one) => one.instanceId === instanceId && laneKey(one) === laneKey(row),
      );
      const closes = theirs.filter(({ leg }) => leg?.startsWith(keptLeg(position)) === true);
      return [
        {
          ...{ userId, accountId, venue, symbol, strategy, instanceId, position, left },
          held: row.size,
          epoch: gate.epoch,
          isOver: gate.ended && !gate.open && gate.settledAtMs !== null,
          cycle: Math.max(0, ...theirs.map(({ cycle }) => cycle ?? 0)),
          closes: closes.length,
          underWay: theirs
            .filter(({ type, status }) => type === 'market' && !isEnded(status))
            .map(({ orderId }) => orderId)
            .sort(byText),
          markPrice: lane.mark === null ? null : formatMoney(lane.mark),
          triedAtMs: closes.length === 0 ? null : Math.max(...closes.map(({ updatedAtMs }) => updatedAtMs)),
        },
      ];
    });
  }

  private async statement<Answer>(name: string, work: () => Answer): Promise<Answer> {
    await this.connection.statement(`kept.${name}`);
    const answer = await this.tables.database.statement(work);
    await this.connection.answered(`kept.${name}`);
    return answer;
  }
}

const byName = (left: ObligationRow, right: ObligationRow): number =>
  byText(left.accountId, right.accountId) ||
  byText(left.symbol, right.symbol) ||
  byText(left.instanceId, right.instanceId) ||
  byText(left.position, right.position);
