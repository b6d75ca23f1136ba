import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import {
  GetAccountState,
  type AccountState,
} from '../../exchange/contracts/queries/get-account-state.query.js';
import { AccountDiffered } from '../contracts/events/account-differed.event.js';
import { strangerKind } from '../domain/reconcile.js';
import { unbookedPositions, type UnbookedPosition } from '../domain/unbooked.js';
import { venueTerms } from '../domain/venue-terms.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';
import { ListEveryAccount } from '../../exchange/contracts/queries/list-every-account.query.js';
import {
  LookUpOrders,
  type LookUpOrdersData,
  type OrdersLookedUp,
} from '../../exchange/contracts/queries/look-up-orders.query.js';
import { adjustPositions } from './adjust-positions.js';
import { endForgotten } from './end-forgotten.js';
import type { ExecutionBook } from './execution-book.js';
import { takeAwayGhosts } from './ghosts.js';
import { OrderLoop } from './order-loop.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { OrderResolver } from './order-resolver.js';
import type { OrderSender } from './order-sender.js';
import type { Intent } from './ports/intent.js';
import { PositionComparison, type Finding } from './position-comparison.js';
import type { CutOrder, ReconciledAccount, ReconcileStore } from './ports/reconcile-store.port.js';
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
/** So long after a time was lost every account is looked at, whether or not anything is known of it. */
const DOUBTED_FOR_MS = 24 * 3_600_000;
/** The day of an account that has not ordered. */
const BEFORE_ANY_DAY = 0;
/** Nobody stands there and waits for it. */
const ASK_WITHIN_MS = 30_000;
const ANSWER_WITHIN_MS = 5_000;
/** Accounts asked for at the same time. */
const TOGETHER = 4;

/**
 * Holds our books against what each venue shows: before anything is sent after a start, from then on again and again, and at
 * once when somebody says so (a connection that was gone). What should rest at the venue and does not is looked for. Orders
 * with an id of ours that nobody wanted are told; whatever has no id of ours is somebody else's and not touched. A position
 * that differs for long holds back what adds to it, and its owner is told; one that nothing explains in the end is adjusted,
 * because the venue is right about facts. Orders that a venue has forgotten end once what is held agrees. What is repaired is repaired
 * by orders.
 */
export class OrderReconciler extends OrderLoop {
  private readonly dueAtMs = new Map<string, number>();
  private readonly positions: PositionComparison;
  /** Orders with an id of ours that nobody here wanted, and that were told; by `toldName`. */
  private readonly strangersTold = new Set<string>();
  /** Orders that were cancelled and whose trades have been read since. */
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
    const { accounts, sender, clock } = this.parts;
    const all = await this.accounts();
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

  /** Whoever has ever ordered; and everybody, when it is not known who has. */
  private async accounts(): Promise<readonly ReconciledAccount[]> {
    const { books, bus } = this.parts;
    const booked = await books.accounts();
    if (!this.hasLostTime) return booked;
    const known = new Set(booked.map(({ accountId }) => accountId));
    const others = (await bus.ask(new ListEveryAccount({}))).filter(({ id }) => !known.has(id));
    return [...booked, ...others.map(({ id, userId, venue }) => ({ accountId: id, userId, venue }))];
  }

  private get hasLostTime(): boolean {
    const { clientIds, clock } = this.parts;
    return clientIds.renewedAt !== null && clock.now() - clientIds.renewedAt < DOUBTED_FOR_MS;
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
    const { bus, books, risk, intents, unitOfWork, resolver, accounts } = this.parts;
    const doubted = this.hasLostTime && accounts.stillWaiting?.includes(accountId) === true;
    const asOf = await books.now();
    const lanes = await books.lanes(accountId);
    const state = await bus.ask(new GetAccountState({ userId, accountId }));
    if (state === null) throw new Error(`the venue does not show the account ${accountId}`);
    const shown = state.openOrders.map(({ clientOrderId }) => clientOrderId);
    if ((await books.lookFor(accountId, shown)) > 0) resolver.nudge();
    const strangers = await this.newStrangers(accountId, state);
    const unbooked = doubted ? unbookedPositions(lanes, state) : [];
    const compared = this.positions.compare(accountId, lanes, state, doubted);
    const cut = await this.cut(account);
    const symbols = [...new Set([...compared.differing, ...cut.map(({ symbol }) => symbol)])];
    const read = symbols.length > 0 && (await this.explain(account, symbols));
    if (read) for (const { clientOrderId } of cut) this.cutRead.add(clientOrderId);
    // Trades that could not be read may be the explanation.
    const unexplained = read ? compared.unexplained : [];
    const marketTime = unexplained.length > 0 ? (await bus.ask(new GetFeedStatus({}))).marketTime : null;
    await unitOfWork.run(async (tx) => {
      const ghosts = await takeAwayGhosts(tx, this.parts, { accountId, shown });
      for (const { symbol, price } of unbooked) await books.openLane(tx, { accountId, symbol }, price);
      // Its owner can resume what is halted of an account that is known.
      if (unbooked.length > 0) await risk.enter(tx, { accountId, userId, instanceId: null }, BEFORE_ANY_DAY);
      for (const finding of [
        ...[...strangers, ...unbooked.map(differing), ...ghosts.map(ghostly)],
        ...compared.findings,
      ])
        await this.tell(tx, account, finding);
      for (const lane of compared.decided)
        await endForgotten(tx, this.parts, { accountId, symbol: lane.symbol }, lane, shown);
      if (marketTime !== null)
        for (const one of unexplained)
          if (await adjustPositions(tx, this.parts, account, one, marketTime))
            await endForgotten(tx, this.parts, { accountId, symbol: one.lane.symbol }, one.lane, shown);
      await books.recount(tx, accountId);
      if (venueTerms(account.venue).reserves) await intents.fundsShown(tx, accountId, state.balances, asOf);
    });
    // Not before: whatever fails on the way there would leave them untold for as long as this process lives.
    for (const { theirs } of strangers) this.strangersTold.add(toldName(accountId, theirs));
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
      if (!unknown.has(clientOrderId) || this.strangersTold.has(toldName(accountId, clientOrderId)))
        return [];
      const kind = strangerKind(clientOrderId, [clientIds.incarnation, ...clientIds.past]);
      return kind === 'foreign' ? [] : [{ symbol, kind, ours: null, theirs: clientOrderId }];
    });
  }

  /** Those whose trades have not been read since; none where a venue cannot lose what it tells. */
  private async cut({ accountId, venue }: ReconciledAccount): Promise<readonly CutOrder[]> {
    const { fillsShownMs } = venueTerms(venue);
    if (fillsShownMs === 0) return [];
    const cut = await this.parts.books.cut(accountId, fillsShownMs);
    return cut.filter(({ clientOrderId }) => !this.cutRead.has(clientOrderId));
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
    const { books, book, unitOfWork, ids } = this.parts;
    const { clientOrderIds, oldest } = await books.mayHaveFilled(accountId, symbols);
    if (oldest === null) return true;
    const since = epochMs(oldest - READ_BACK_MS);
    const { executions, read } = await this.tradesOf({ userId, accountId, clientOrderIds, since });
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

  /** What the trades say of these orders, and whether all of them were looked for: in parts, where the venue may not be asked at once. */
  private async tradesOf(
    orders: LookUpOrdersData,
  ): Promise<{ readonly executions: OrdersLookedUp['executions']; readonly read: boolean }> {
    const executions: OrdersLookedUp['executions'][number][] = [];
    for (let { clientOrderIds: asked } = orders; ;) {
      const question = new LookUpOrders({ ...orders, clientOrderIds: asked, waitMs: ASK_WITHIN_MS });
      const answer = await this.parts.bus.ask(question, { timeoutMs: ASK_WITHIN_MS + ANSWER_WITHIN_MS });
      if (answer === null) return { executions, read: false };
      executions.push(...answer.executions);
      const answered = new Set([
        ...answer.found.map(({ clientOrderId }) => clientOrderId),
        ...answer.nowhere,
      ]);
      const left = asked.filter((id) => !answered.has(id));
      const isTail = left.length < asked.length && left[0] === asked[asked.length - left.length];
      if (left.length === 0 || !isTail) return { executions, read: left.length === 0 };
      asked = left;
    }
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

const toldName = (accountId: string, clientOrderId: string): string => `${accountId} ${clientOrderId}`;

const differing = ({ symbol, size }: UnbookedPosition): Finding => ({
  ...{ symbol, kind: 'position', ours: '0', theirs: formatMoney(size) },
});

/** It was given up, and its owner was told so. */
const ghostly = ({ symbol, clientOrderId }: Intent): Finding => ({
  ...{ symbol, kind: 'unknown-order', ours: null, theirs: clientOrderId },
});
