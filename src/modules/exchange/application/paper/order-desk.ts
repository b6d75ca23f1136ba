import { refusal } from '../../../../shared/pure/refusal.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { currentScope, type Scope } from '../../../../shared/platform/telemetry/scope.js';
import type { OperationOutcome, SubmitOrdersData } from '../../contracts/commands/submit-orders.command.js';
import type { ClientOrder, PaperStore } from '../ports/paper-store.port.js';
import { endingsOf, executionsOf } from './executions.js';
import type { Floor } from './floor.js';
import { carryOut, refuseAll, type CarriedOut, type KnownOrders } from './operations.js';
import type { PaperAccount } from './paper-account.js';
import type { PaperVenue } from './paper-venue.js';
import { recordReport, type Report } from './reports.js';

/** Orders that are known already, and when that was so by the database's clock, which has stamped the deadlines. */
interface Known {
  readonly at: EpochMs;
  readonly ofAccount: ReadonlyMap<string, KnownOrders>;
}

interface Submission {
  readonly data: SubmitOrdersData;
  readonly scope: Scope;
  readonly answer: (outcomes: readonly OperationOutcome[]) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Takes orders for the paper venue. Whatever came in while another piece of work had its turn is carried out together, in
 * the order in which it came, and committed once: a thousand bots that decide at one close share a few transactions.
 */
export class OrderDesk {
  private waiting: Submission[] = [];

  constructor(
    private readonly venue: PaperVenue,
    private readonly store: PaperStore,
  ) {}

  /** Rejects when the commit failed or its answer was lost: what became of the operations is unknown then. */
  submit(data: SubmitOrdersData): Promise<readonly OperationOutcome[]> {
    return new Promise((answer, fail) => {
      this.waiting.push({ data, scope: currentScope(), answer, fail });
      if (this.waiting.length === 1) void this.serve();
    });
  }

  private async serve(): Promise<void> {
    let served: readonly Submission[] = [];
    try {
      const carried = await this.venue.take((floor) => {
        // Work that another process came before is done again, with what has come in meanwhile.
        served = [...served, ...this.waiting.splice(0)];
        return this.carryOutAll(floor, served);
      });
      served.forEach(({ answer }, index) => {
        answer(carried[index]!.outcomes);
      });
    } catch (error) {
      // Without a turn nobody was served: the venue could not even be read.
      for (const { fail } of served.length > 0 ? served : this.waiting.splice(0)) fail(error);
    }
  }

  private async carryOutAll(
    floor: Floor,
    submissions: readonly Submission[],
  ): Promise<readonly CarriedOut[]> {
    const known = await this.knownOrders(submissions);
    const carried = submissions.map(({ data }) => this.carryOutOne(floor, data, known));
    const reports: Report[] = [];
    const changed = new Set<PaperAccount>();
    submissions.forEach(({ data: { accountId, symbol }, scope }, index) => {
      const account = floor.accounts.find(accountId);
      const book = account?.find(symbol);
      const { events, placed } = carried[index]!;
      if (account === undefined || book === undefined) return;
      if (events.length > 0 || placed.some(({ status }) => status === 'open')) changed.add(account);
      reports.push({ account, symbol, executions: executionsOf(book, events), cause: scope });
    });
    const placed = carried.flatMap((one) => one.placed);
    if (changed.size === 0 && placed.length === 0) return carried;
    await floor.commit({
      to: null,
      accounts: [...changed],
      placed,
      ended: submissions.flatMap(({ data }, index) => endingsOf(data.accountId, carried[index]!.events)),
      record: (tx) => {
        for (const report of reports) recordReport(tx, floor.parts.venue, report);
      },
    });
    return carried;
  }

  private carryOutOne({ accounts }: Floor, data: SubmitOrdersData, { at, ofAccount }: Known): CarriedOut {
    const { accountId, symbol, deadline } = data;
    const account = accounts.find(accountId);
    if (account === undefined)
      return refuseAll(data, refusal('unknown-account', `there is no account ${accountId}`, { accountId }));
    const book = account.find(symbol);
    if (book === undefined)
      return refuseAll(
        data,
        refusal('instrument-not-prepared', `${symbol} is not prepared on ${accountId}`, {
          accountId,
          symbol,
        }),
      );
    return carryOut(book, data, ofAccount.get(accountId)!, at > deadline);
  }

  private async knownOrders(submissions: readonly Submission[]): Promise<Known> {
    const byAccount = new Map<string, Map<string, ClientOrder>>();
    const keys = submissions.flatMap(({ data: { accountId, operations } }) => {
      byAccount.set(accountId, new Map());
      return operations.map(({ clientOrderId }) => ({ accountId, clientOrderId }));
    });
    const { at, orders } = await this.store.clientOrders(keys);
    for (const order of orders) byAccount.get(order.accountId)!.set(order.clientOrderId, order);
    return { at, ofAccount: byAccount };
  }
}
