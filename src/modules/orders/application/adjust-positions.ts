import { formatMoney } from '../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { AccountDiffered } from '../contracts/events/account-differed.event.js';
import { PositionAdjusted } from '../contracts/events/position-adjusted.event.js';
import { BY_HAND, FOREIGN, type Adjustment } from '../domain/holdings.js';
import type { Unexplained } from './position-comparison.js';
import type {
  LockedLane,
  NewAdjustment,
  ReconciledAccount,
  ReconcileStore,
} from './ports/reconcile-store.port.js';
import type { Repairs } from './repairs.js';
import type { RiskStore } from './ports/risk-store.port.js';

export interface AdjustPositionsParts {
  readonly books: ReconcileStore;
  readonly risk: RiskStore;
  readonly repairs: Repairs;
  /** Something that a person has to look at. */
  readonly alarm: (message: string, details: object) => void;
}

/**
 * Takes over what the venue shows and nothing explains. Whoever held what is gone hears of it, nothing is opened in the lane until a
 * person resumes trading, and nothing counts as made or lost. Does nothing when the lane is not any more what it was when it was
 * compared: then there may be an explanation. Answers whether it has been adjusted.
 * @param at market time
 */
export async function adjustPositions(
  tx: Tx,
  { books, risk, repairs, alarm }: AdjustPositionsParts,
  account: ReconciledAccount,
  { lane: compared, adjustments, ours, theirs }: Unexplained,
  at: EpochMs,
): Promise<boolean> {
  const { accountId, userId } = account;
  const { symbol } = compared;
  const lane = await books.lockLane(tx, { accountId, symbol });
  if (lane === null || lane.busy || sizesOf(lane) !== sizesOf(compared)) return false;
  const named = adjustments.map((one): NewAdjustment => ({ ...one, id: idOf(account, symbol, lane, one) }));
  await books.adjust(tx, { accountId, symbol, userId }, named);
  await risk.haltLane(tx, { accountId, symbol }, 'position-adjusted');
  const told = { ...account, symbol, kind: 'position-adjusted', ours, theirs } as const;
  runInScope({ userId }, () => {
    for (const one of named)
      if (one.holder !== FOREIGN) tx.record(new PositionAdjusted(factsOf(account, symbol, lane, one, at)));
    tx.record(new AccountDiffered(told));
  });
  tx.afterCommit(() => alarm('a position was adjusted to what its venue shows', told));
  const bots = named.flatMap(({ holder: instanceId, strategy }) =>
    strategy === 'manual' ? [] : [{ ...account, symbol, instanceId, strategy }],
  );
  await repairs.count(tx, bots, 'adjustment');
  return true;
}

/** A position that is the sum of so many entries is adjusted once; the adjustment itself is another entry. */
const idOf = (
  { accountId }: ReconciledAccount,
  symbol: string,
  { entries }: LockedLane,
  { holder, position }: Adjustment,
): string => [accountId, symbol, position, holder, 'after', entries].join(' ');

function factsOf(
  { accountId, userId, venue }: ReconciledAccount,
  symbol: string,
  { mark }: LockedLane,
  { id, holder, strategy, position, change, left }: NewAdjustment,
  at: EpochMs,
): PositionAdjusted['data'] {
  return {
    ...{ adjustmentId: id, userId, accountId, venue, symbol, strategy },
    instanceId: holder === BY_HAND ? null : holder,
    ...(position !== 'net' && { position }),
    ...{ change: formatMoney(change), size: formatMoney(left), markPrice: mark, at },
  };
}

const sizesOf = ({ position, short, parts, forgotten }: Unexplained['lane']): string =>
  [
    ...[position, short],
    ...parts.map((part) => `${part.holder} ${part.position} ${part.size}`),
    ...forgotten,
  ].join();
