import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { OrderMetrics } from './order-metrics.js';
import type { Intent } from './ports/intent.js';
import type { Repair, RepairedBot, RiskStore } from './ports/risk-store.port.js';

/**
 * Counts what is put right for bots. However many orders one look has found, it is one repair of each bot: what a limit is for is
 * something that undoes each repair again, not a venue that has lost everything at once.
 */
export class Repairs {
  constructor(
    private readonly risk: RiskStore,
    private readonly metrics: OrderMetrics,
  ) {}

  async count(tx: Tx, bots: readonly RepairedBot[], what: Repair): Promise<void> {
    const each = [...new Map(bots.map((bot) => [bot.instanceId, bot])).values()];
    await this.risk.repaired(tx, each, what);
    tx.afterCommit(() => this.metrics.repaired(what, each.length));
  }

  /** Those of the orders that bots have wanted. */
  async countOrders(tx: Tx, orders: readonly Intent[], what: Repair): Promise<void> {
    await this.count(tx, orders.flatMap(botOf), what);
  }
}

function botOf({ instanceId, userId, accountId, venue, symbol, strategy }: Intent): readonly RepairedBot[] {
  if (instanceId === null || strategy === 'manual') return [];
  return [{ instanceId, userId, accountId, venue, symbol, strategy }];
}
