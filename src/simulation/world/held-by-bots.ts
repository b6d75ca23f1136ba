import { formatMoney } from '../../shared/pure/numbers/money.js';
import type { Ask } from '../../shared/pure/messages/message.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import type { Bus } from '../../shared/platform/bus/bus.port.js';
import { ListOrders } from '../../modules/orders/contracts/queries/list-orders.query.js';
import type { OrderReads } from '../../modules/orders/application/ports/order-reads.port.js';
import { protectedSizeOf } from '../../modules/positions/application/protection.js';
import { formatSize, readSize } from '../../modules/positions/domain/index.js';
import {
  GetInstancePnl,
  type InstancePnl,
} from '../../modules/positions/contracts/queries/get-instance-pnl.query.js';
import {
  ListPositions,
  type PositionView,
} from '../../modules/positions/contracts/queries/list-positions.query.js';
import type { ObligationRow, OrdersTables } from '../store/orders/orders-tables.js';

/** Of a bot in a world without Positions nobody says what it has earned. */
const UNCOUNTED: InstancePnl = {
  ...{ realisedPnl: '0', floatingPnl: null, fees: '0', funding: '0', total: null, fills: 0 },
};

/**
 * What the other modules are asked when a bot is compared with its venue. Positions is not in these worlds: what a bot holds is told by
 * what Orders owes protection, which is the fold of its fills, and how much of it is protected by what tells it in Positions.
 */
export class HeldByBots {
  constructor(
    private readonly tables: OrdersTables,
    private readonly reads: OrderReads,
    private readonly bus: Bus,
  ) {}

  /** Undefined when it is none of its business. */
  answer(message: Ask<object, unknown>): Promise<unknown> | undefined {
    if (message instanceof ListOrders) return this.reads.list(message.data);
    if (message instanceof ListPositions) return this.positions(message);
    if (message instanceof GetInstancePnl) return Promise.resolve(UNCOUNTED);
    return undefined;
  }

  private async positions({ data: { userId, limit } }: ListPositions): Promise<readonly PositionView[]> {
    const held = await this.tables.database.statement(() =>
      this.tables.obligations
        .sorted((left, right) => (positionIdOf(left) < positionIdOf(right) ? -1 : 1))
        .filter((row) => row.userId === userId && row.size !== 0n),
    );
    return Promise.all(held.slice(0, limit).map((row) => this.viewOf(row)));
  }

  private async viewOf(row: ObligationRow): Promise<PositionView> {
    const { userId, accountId, venue, symbol, strategy, instanceId, size: signed } = row;
    const side = signed > 0n ? ('long' as const) : ('short' as const);
    const size = formatMoney(signed > 0n ? signed : 0n - signed);
    const life = { side, size: readSize(size) };
    const covered = await protectedSizeOf(this.bus, { userId, accountId, symbol, instanceId, life });
    return {
      ...{
        positionId: positionIdOf(row),
        userId,
        accountId,
        venue,
        symbol,
        strategy,
        instanceId,
        side,
        size,
      },
      ...{ maxSize: size, averagePrice: '0', realisedPnl: '0', fees: '0', funding: '0' },
      ...{ markPrice: null, floatingPnl: null, liquidationPrice: null },
      protectedSize: covered === null ? null : formatSize(covered),
      ...{ openedAt: epochMs(0), closedAt: null },
    };
  }
}

const positionIdOf = ({ accountId, symbol, instanceId, position }: ObligationRow): string =>
  `${accountId} ${symbol} ${instanceId} ${position}`;
