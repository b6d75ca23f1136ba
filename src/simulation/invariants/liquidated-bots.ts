import { isDoubted } from './lost-time-oracle.js';
import type { RowChange } from '../store/memory-database.js';
import type { IntentRow, RiskInstanceRow, RiskProfileRow } from '../store/orders/orders-tables.js';

/**
 * Bots whose position their venue has taken, as our own books say: until a person resumes trading nothing of them is claimed
 * that adds. It knows nothing of how the program holds them back.
 */
export class LiquidatedBots {
  /** Instances with whose they are. */
  private readonly taken = new Map<string, string>();

  constructor(private readonly breaks: (invariant: string, details: string) => void) {}

  /** A transaction of orders was committed. */
  committed(changes: readonly RowChange[]): void {
    for (const change of changes) {
      if (change.table === 'intent')
        this.intentMoved(change.before as IntentRow | undefined, change.after as IntentRow);
      if (this.taken.size > 0) this.resumed(change);
    }
  }

  /** The books have gone back: what they do not have any more nobody can know. */
  wentBack(intents: Iterable<IntentRow>): void {
    const before = [...this.taken.keys()];
    const liquidations = new Set(
      [...intents].flatMap(({ instanceId, type }) => (type === 'liquidation' ? [instanceId] : [])),
    );
    for (const instanceId of before) if (!liquidations.has(instanceId)) this.taken.delete(instanceId);
  }

  private intentMoved(before: IntentRow | undefined, after: IntentRow): void {
    const { instanceId, userId, type, adds, status, clientOrderId } = after;
    if (instanceId === null) return;
    if (before === undefined && type === 'liquidation') this.taken.set(instanceId, userId);
    const claimed = before?.status === 'planned' && status === 'sending' && !isDoubted(after);
    if (adds && claimed && this.taken.has(instanceId))
      this.breaks('I12 no send after a liquidation', `${clientOrderId} of ${instanceId} was claimed`);
  }

  private resumed({ table, before, after }: RowChange): void {
    if (table === 'risk_instance') {
      const was = (before as RiskInstanceRow | undefined)?.halt ?? null;
      const { halt, instanceId } = after as RiskInstanceRow;
      if (was !== null && halt === null) this.taken.delete(instanceId);
    }
    if (table !== 'risk_profile') return;
    const { userId, haltedAt } = after as RiskProfileRow;
    const was = (before as RiskProfileRow | undefined)?.haltedAt ?? null;
    if (was === null || haltedAt !== null) return;
    for (const [instanceId, owner] of this.taken) if (owner === userId) this.taken.delete(instanceId);
  }
}
