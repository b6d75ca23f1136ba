import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';
import type { Ids } from '../../../shared/platform/clock/ids.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { approve } from '../domain/risk/approve.js';
import { DAY_THAT_HAS_BEGUN } from '../domain/risk/limits.js';
import { VALID_MS } from '../domain/venue-terms.js';
import type { OrderMetrics } from './order-metrics.js';
import type { Intent } from './ports/intent.js';
import type { IntentStore, Lane, WantedIntent } from './ports/intent-store.port.js';
import type { RiskStore } from './ports/risk-store.port.js';
import { riskFacts } from './risk-facts.js';

export interface StoreCloseParts {
  readonly intents: IntentStore;
  readonly risk: RiskStore;
  readonly ids: Ids;
  readonly metrics: OrderMetrics;
}

/** Whose position it is, and how its order is named. */
export interface CloseNamed extends Pick<
  Intent,
  | 'userId'
  | 'accountId'
  | 'venue'
  | 'symbol'
  | 'strategy'
  | 'epoch'
  | 'cycle'
  | 'leg'
  | 'clientOrderId'
  | 'reason'
> {
  readonly instanceId: string;
  /** Last known price, plain decimal. */
  readonly markPrice: string;
  readonly at: EpochMs;
}

/**
 * Stores a reduce-only market order that no strategy has asked for, inside a transaction that has entered its lane. It passes
 * every limit, the kill switch and a closed gate.
 */
export async function storeClose(
  tx: Tx,
  { intents, risk, ids, metrics }: StoreCloseParts,
  { markPrice, at, ...named }: CloseNamed,
  order: Extract<WireOrder, { type: 'market' }>,
  { place, lane }: { readonly place: number; readonly lane: Lane },
): Promise<WantedIntent> {
  // `at` is a wall clock's: it may be an hour off, and would begin a day of the market that has its limits anew.
  const state = await risk.enter(tx, named, DAY_THAT_HAS_BEGUN);
  const waiting = await intents.waiting(tx, named);
  const { position, short, halt: laneHalt } = lane;
  const facts = { ...riskFacts(state, named.symbol, waiting), position, short, laneHalt };
  const verdict = approve({ symbol: named.symbol, order, markPrice, leverage: null, gate: null, at }, facts);
  if (!verdict.ok) throw new Error(`a reduce-only order was denied: ${verdict.error.code}`);
  const orderId = ids.next();
  const wanted: WantedIntent = {
    ...{ ...named, orderId, place, decidedAt: at, correlationId: orderId },
    ...{ attempt: 1, replaces: null, step: null },
    ...{ side: order.side, type: order.type, price: null, size: order.size, reduceOnly: true, wire: order },
  };
  await intents.insert(
    tx,
    [{ wanted, approved: verdict.value, validMs: VALID_MS, reservation: null }],
    waiting.exposure,
  );
  tx.afterCommit(() => metrics.reached({ ...wanted, status: 'planned' }));
  return wanted;
}
