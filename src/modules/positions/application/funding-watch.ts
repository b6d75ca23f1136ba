import { Loop } from '../../../shared/platform/bus/record/loop.js';
import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import type { Cancel, Clock } from '../../../shared/platform/clock/clock.port.js';
import { every } from '../../../shared/platform/clock/every.js';
import type { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { ListFundingBills } from '../../exchange/contracts/queries/list-funding-bills.query.js';
import type { FundingBook } from './funding-book.js';
import type { FundingAccount, FundingStore } from './ports/funding-store.port.js';

export interface FundingWatchParts {
  readonly bills: FundingStore;
  readonly book: FundingBook;
  readonly unitOfWork: UnitOfWork;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly failed: (error: unknown) => void;
  readonly pace?: FundingPace;
}

export interface FundingPace {
  /** Between two looks at the rows. */
  readonly lookEveryMs: number;
  /** Between two questions about one account. */
  readonly askEveryMs: number;
  /** How long a bill waits for a fill that would say whose it is. */
  readonly patienceMs: number;
}

/** An account is one request every two minutes while it holds something: funding falls due a few times a day. */
export const FUNDING_PACE: FundingPace = { lookEveryMs: 10_000, askEveryMs: 120_000, patienceMs: 600_000 };

/** A bill may be listed so long after the time that it bears. */
const OVERLAP_MS = 600_000;
const ACCOUNTS = 20;
const BILLS = 100;

/**
 * Asks for the bills that the stream of a venue may not have told, and settles those that have waited for their position. What is
 * due stands in rows, so whichever process looks first does it, and one that dies over it is followed by the next.
 */
export class FundingWatch {
  private readonly loop: Loop;
  private readonly pace: FundingPace;
  private cancel: Cancel = () => undefined;

  constructor(private readonly parts: FundingWatchParts) {
    this.pace = parts.pace ?? FUNDING_PACE;
    this.loop = new Loop(() => this.look(), parts.failed, parts.clock);
  }

  start(): void {
    this.cancel = every(this.parts.clock, this.pace.lookEveryMs, () => this.nudge());
  }

  nudge(): void {
    this.loop.nudge();
  }

  idle(): Promise<void> {
    return this.loop.idle();
  }

  /** Lets what is under way finish; everything else stays in its rows. */
  async stop(): Promise<void> {
    this.cancel();
    await this.loop.stop();
  }

  private async look(): Promise<boolean> {
    const { bills, failed } = this.parts;
    const due = await bills.claimDue(this.pace.askEveryMs, ACCOUNTS);
    // One venue that does not answer is in nobody's way.
    for (const account of due) await this.ask(account).catch(failed);
    if (await bills.someWait()) await this.settle();
    return due.length === ACCOUNTS;
  }

  private async ask({ userId, accountId, readUntil }: FundingAccount): Promise<void> {
    const { bills, book, bus, unitOfWork } = this.parts;
    const since = epochMs(Math.max(0, readUntil - OVERLAP_MS));
    const read = await bus.ask(new ListFundingBills({ userId, accountId, since }));
    await unitOfWork.run(async (tx) => {
      for (const { symbol, bill } of read?.bills ?? [])
        await book.take(tx, { userId, accountId, symbol }, bill);
      // An account that is not the user's any more has nothing to be asked for.
      await bills.readTo(tx, accountId, read?.readUntil ?? null);
    });
  }

  private async settle(): Promise<void> {
    const { bills, book, unitOfWork } = this.parts;
    await unitOfWork.run(async (tx) => {
      for (const bill of await bills.waiting(tx, BILLS))
        await book.settle(tx, bill, bill.waitedMs > this.pace.patienceMs);
    });
  }
}
