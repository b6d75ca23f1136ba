import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import { GetPaperBook } from '../../../modules/exchange/contracts/queries/get-paper-book.query.js';
import {
  ListInstanceFills,
  type InstanceFill,
} from '../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import { ListOrders } from '../../../modules/orders/contracts/queries/list-orders.query.js';
import type { Furnished } from './furnish.js';

const PAGE = 1_000;
/** They only explain differences; the newest ones do. */
const MOST_REFUSED = 200;
const ASK = { timeoutMs: 60_000 } as const;

/** What the program did. */
export interface ProgramLines {
  /** Of the digest. */
  readonly lines: readonly string[];
  /** Reasons of orders that were denied or rejected, each with the codes of the refusals. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
}

/** The lines of a digest, read from what the program has booked: its orders' fills, then its venue's book. */
export async function readLines(
  bus: Bus,
  { userId, accountId, instanceId }: Furnished,
  symbol: string,
): Promise<ProgramLines> {
  const lines: string[] = [];
  let after: number | null = null;
  for (;;) {
    const page: readonly InstanceFill[] = await bus.ask(
      new ListInstanceFills({ userId, instanceId, after, limit: PAGE }),
      ASK,
    );
    for (const { at, side, price, size, fee, reason } of page)
      lines.push(`F|${at}|${side}|${price}|${size}|${fee}|${reason}`);
    after = page.at(-1)?.position ?? after;
    if (page.length < PAGE) break;
  }
  const book = await bus.ask(new GetPaperBook({ userId, accountId, symbol }), ASK);
  if (book === null) throw new Error(`the paper venue has no book of ${symbol}`);
  for (const { side, kind, price, size, reason } of book.openOrders)
    lines.push(`O|${side}|${kind}|${price}|${size}|${reason}`);
  lines.push(`E|${book.cash}|${book.position}|${book.equity}`);
  return { lines, refused: await readRefused(bus, userId, instanceId) };
}

async function readRefused(
  bus: Bus,
  userId: string,
  instanceId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const refused = new Map<string, readonly string[]>();
  for (const status of ['denied', 'rejected'] as const) {
    const orders = await bus.ask(
      new ListOrders({ userId, instanceId, status, after: null, limit: MOST_REFUSED }),
      ASK,
    );
    for (const { reason, code } of orders) {
      const codes = refused.get(reason) ?? [];
      if (code !== null && !codes.includes(code)) refused.set(reason, [...codes, code]);
    }
  }
  return refused;
}
