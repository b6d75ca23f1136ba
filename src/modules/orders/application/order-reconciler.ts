import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import {
  GetAccountState,
  type AccountState,
} from '../../exchange/contracts/queries/get-account-state.query.js';
import { AccountDiffered } from '../contracts/events/account-differed.event.js';
import { isSpot } from '../domain/exposure.js';
import { strangerKind } from '../domain/reconcile.js';
import { venueTerms } from '../domain/venue-terms.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';
import { LookUpOrders } from '../../exchange/contracts/queries/look-up-orders.query.js';
import { adjustPositions } from './adjust-positions.js';
import type { ExecutionBook } from './execution-book.js';
import { takeAwayGhosts } from './ghosts.js';
import { OrderLoop } from './order-loop.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { OrderResolver } from './order-resolver.js';
import type { OrderSender } from './order-sender.js';
import type { Intent } from './ports/intent.js';
import { PositionComparison, type Finding } from './position-comparison.js';
import type { ReconciledAccount, ReconcileStore } from './ports/reconcile-store.port.js';
import type { RiskStore } from './ports/risk-store.port.js';
import type { ReconciledAccounts } from './reconciled-accounts.js';

export interface OrderReconcilerParts extends OrderLoopParts {
  readonly books: ReconcileStore;
  readonly risk: RiskStore;
  readonly book: ExecutionBook;
  readonly accounts: ReconciledAccounts;
  readonly sender: OrderSender;
  readonly resolver: OrderResolver;
  /** Something that a person has to look at. */
  readonly alarm: (message: string, details: object) => void;
}

/** How long an account whose venue does not answer waits for the next question. */
const AGAIN_MS = 5_000;
/** Trades are read from this long before the oldest order was stored. */
const READ_BACK_MS = 5_000;
/** Accounts asked for at the same time. */
const TOGETHER = 4;

/**
 * Holds our books against what each venue shows: before anything is sent after a start, from then on again and again, and at
 * once when somebody says so (a connection that was gone). What should rest at the venue and does not is looked for. Orders
 * with an id of ours that nobody wanted are told; whatever has no id of ours is somebody else's and not touched. A position
 * that differs for long holds back what adds to it, and its owner is told; one that nothing explains in the end is adjusted,
 * because the venue is right about facts. What is repaired is repaired by orders.
 */
export class OrderReconciler extends OrderLoop {
  private readonly dueAtMs = new Map<string, number>();
  private readonly positions: PositionComparison;
  private readonly strangers = new Set<string>();
  /** Orders that were cut by their venue and whose trades have been read since. */
  private readonly cutRead = new Set<string>();

  constructor(private readonly parts: OrderReconcilerParts) {
    super(parts.clock, parts.failed);
    this.positions = new PositionComparison(parts.clock);
    parts.accounts.onParked((accountId) => {
      this.dueAtMs.set(accountId, parts.clock.monotonicMs() + AGAIN_MS);
    });
  }

  /** The connection to a venue is back: every account is looked at again. */
  atReconnect(): void {
    this.dueAtMs.clear();
    this.nudge();
  }

  protected override async run(): Promise<boolean> {
    const { books, accounts, sender, clock } = this.parts;
    const all = await books.accounts();
    if (!accounts.begun) {
      accounts.begin(all.map(({ accountId }) => accountId));
      sender.nudge();
    }
    const nowMs = clock.monotonicMs();
    const waiting = all.filter(({ accountId }) => (this.dueAtMs.get(accountId) ?? 0) <= nowMs);
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await this.reconcile(next);
    };
    await Promise.all(Array.from({ length: Math.min(TOGETHER, waiting.length) }, worker));
    return false;
  }

  private async reconcile(account: ReconciledAccount): Promise<void> {
    const { accountId, venue } = account;
    const { accounts, sender, clock, failed } = this.parts;
    try {
      const inMs = (await this.compare(account)) ?? venueTerms(venue).reconcileMs;
      this.dueAtMs.set(accountId, clock.monotonicMs() + inMs);
      accounts.done(accountId);
      sender.nudge();
    } catch (error) {
      // Not asked is not agreed: the account goes on waiting, the others do not.
      this.dueAtMs.set(accountId, clock.monotonicMs() + AGAIN_MS);
      failed(error);
    }
  }

  /** Answers when the account has to be looked at again; null when that has time. */
  private async compare(account: ReconciledAccount): Promise<number | null> {
    const { accountId, userId } = account;
    const { bus, books, intents, unitOfWork, resolver } = this.parts;
    const asOf = await books.now();
    const lanes = await books.lanes(accountId);
    const coinFees = await books.coinFees(accountId, lanes.map(({ symbol }) => symbol).filter(isSpot));
    const state = await bus.ask(new GetAccountState({ userId, accountId }));
    if (state === null) throw new Error(`the venue does not show the account ${accountId}`);
    const shown = state.openOrders.map(({ clientOrderId }) => clientOrderId);
    if ((await books.lookFor(accountId, shown)) > 0) resolver.nudge();
    const strangers = await this.newStrangers(accountId, state);
    const compared = this.positions.compare(accountId, lanes, state, coinFees);
    const cut = (await books.cut(accountId)).filter(({ clientOrderId }) => !this.cutRead.has(clientOrderId));
    const symbols = [...new Set([...compared.differing, ...cut.map(({ symbol }) => symbol)])];
    const read = symbols.length > 0 && (await this.explain(account, symbols));
    if (read) for (const { clientOrderId } of cut) this.cutRead.add(clientOrderId);
    // Trades that could not be read may be the explanation.
    const unexplained = read ? compared.unexplained : [];
    const marketTime = unexplained.length > 0 ? (await bus.ask(new GetFeedStatus({}))).marketTime : null;
    await unitOfWork.run(async (tx) => {
      const ghosts = await takeAwayGhosts(tx, this.parts, { accountId, shown });
      for (const finding of [...strangers, ...ghosts.map(ghostly), ...compared.findings])
        await this.tell(tx, account, finding);
      if (marketTime !== null)
        for (const one of unexplained) await adjustPositions(tx, this.parts, account, one, marketTime);
      await books.recount(tx, accountId);
      if (venueTerms(account.venue).reserves) await intents.fundsShown(tx, accountId, state.balances, asOf);
    });
    return compared.againInMs;
  }

  private async newStrangers(accountId: string, { openOrders }: AccountState): Promise<readonly Finding[]> {
    const { books, clientIds } = this.parts;
    const unknown = new Set(
      await books.unknown(
        accountId,
        openOrders.map(({ clientOrderId }) => clientOrderId),
      ),
    );
    return openOrders.flatMap(({ symbol, clientOrderId }): Finding[] => {
      const name = `${accountId} ${clientOrderId}`;
      if (!unknown.has(clientOrderId) || this.strangers.has(name)) return [];
      this.strangers.add(name);
      const kind = strangerKind(clientOrderId, clientIds.incarnation);
      return kind === 'foreign' ? [] : [{ symbol, kind, ours: null, theirs: clientOrderId }];
    });
  }

  /**
   * Looks for the trades that nobody has told us of: of orders that rest, and of orders that have ended since without our having
   * heard of every fill before. Where the sums agree, a trade by hand may have made good what was missed. What is found is booked as if it had been told; the next comparison shows whether it was all.
   * Answers whether the trades were read.
   */
  private async explain(
    { accountId, userId, venue }: ReconciledAccount,
    symbols: readonly string[],
  ): Promise<boolean> {
    const { bus, books, book, unitOfWork, ids } = this.parts;
    const { clientOrderIds, oldest } = await books.mayHaveFilled(accountId, symbols);
    if (oldest === null) return true;
    const since = epochMs(oldest - READ_BACK_MS);
    const answer = await bus.ask(new LookUpOrders({ userId, accountId, clientOrderIds, since }));
    if (answer === null) return false;
    const { executions, found, nowhere } = answer;
    const answered = new Set([...found.map(({ clientOrderId }) => clientOrderId), ...nowhere]);
    const read = clientOrderIds.every((id) => answered.has(id));
    if (executions.length === 0) return read;
    const occasion = { correlationId: ids.next(), step: null };
    await unitOfWork.run(async (tx) => {
      for (const symbol of new Set(executions.map((one) => one.symbol))) {
        const ofSymbol = executions.filter((one) => one.symbol === symbol).map(({ execution }) => execution);
        await book.book(tx, { accountId, userId, venue, symbol, executions: ofSymbol }, occasion);
      }
    });
    return read;
  }

  private async tell(tx: Tx, account: ReconciledAccount, finding: Finding): Promise<void> {
    const { risk, alarm } = this.parts;
    const { accountId, userId } = account;
    const lane = { accountId, symbol: finding.symbol };
    if (finding.kind === 'position') await risk.haltLane(tx, lane, 'position-differs');
    if (finding.kind === 'position-agrees') await risk.haltLane(tx, lane, null);
    runInScope({ userId }, () => tx.record(new AccountDiffered({ ...account, ...finding })));
    if (finding.kind !== 'position-agrees')
      tx.afterCommit(() => alarm('a venue shows something else than our books', { ...account, ...finding }));
  }
}

/** It was given up, and its owner was told so. */
const ghostly = ({ symbol, clientOrderId }: Intent): Finding => ({
  ...{ symbol, kind: 'unknown-order', ours: null, theirs: clientOrderId },
});
