import { money } from '../../shared/pure/numbers/money.js';
import type { Envelope } from '../../shared/pure/messages/envelope.js';
import { isAlive } from '../../shared/platform/strategy/resume-store.port.js';
import type { Instance } from '../../shared/platform/strategy/instance.js';
import { GridResumed, type GridResumedData } from '../../modules/grid/contracts/events/grid-resumed.event.js';
import {
  HyperRsiResumed,
  type HyperRsiResumedData,
} from '../../modules/hyper-rsi/contracts/events/hyper-rsi-resumed.event.js';
import type { Incarnation } from '../process/incarnation.js';
import type { RowChange } from '../store/memory-database.js';
import type { OrdersTables } from '../store/orders/orders-tables.js';
import type { BookOrder } from '../venue/book-order.js';
import type { Venue } from '../venue/venue.js';

/** What both tell, and what only one of them does. */
type Told = Omit<GridResumedData, 'recovered'> &
  Partial<Pick<GridResumedData, 'recovered'> & Pick<HyperRsiResumedData, 'protectedSize'>>;

export interface ResumeOracleParts {
  readonly tables: OrdersTables;
  readonly venue: Venue;
  /** So old may be what the venue shows. */
  readonly readLagMs: number;
  readonly nowMs: () => number;
  readonly breaks: (invariant: string, details: string) => void;
}

/** A life that has come up, with the bots that their owner has to be told of. */
interface Risen {
  readonly life: Incarnation;
  readonly atMs: number;
  readonly due: Set<string>;
  readonly told: Set<string>;
  /** How often it could not know that it had told of one: it may do so again. */
  unknown: number;
}

const ONCE = 'after a restart the owner is told once of every bot';
const TRUE = 'what is told after a restart was at the venue since';

/** Of the ids that a life makes, messages have one each. */
const MADE_BY = /-([a-z]+)(\d+)-\d+$/;

/**
 * What owners are told after a restart, held against the venue's journal: a position that is said to match was held there, what is said
 * to be protected was covered by stops of the bot, and orders that are said to be recovered rested there, at some moment since the process came up
 * (or as long before as the venue may be behind). Every bot that was alive then is told of once, unless it has stopped since.
 */
export class ResumeOracle {
  private readonly risen = new Map<string, Risen>();
  private readonly accounts = new Map<string, string>();

  /** A bot that a life cannot read: it is left to the next version, and nothing can be said of it. */
  isUnread: (life: Incarnation, instanceId: string) => boolean = () => false;

  constructor(private readonly parts: ResumeOracleParts) {}

  /** A life of a process has come up and finds these bots, as they are committed: what is not may be undone. */
  rises(life: Incarnation, committed: Iterable<Instance>): void {
    const due = new Set<string>();
    for (const { id, state } of committed) if (isAlive(state)) due.add(id);
    const [told, atMs] = [new Set<string>(), this.parts.nowMs()];
    this.risen.set(life.name, { life, atMs, due, told, unknown: 0 });
  }

  /** The answer of a commit was lost. */
  mayTellAgain(life: Incarnation): void {
    const risen = this.risen.get(life.name);
    if (risen !== undefined) risen.unknown += 1;
  }

  /** A transaction of a strategy: whoever stops needs not be told of any more. */
  committed(changes: readonly RowChange[]): void {
    for (const { table, key, after } of changes) {
      if (table !== 'instance') continue;
      const instance = after as Instance | undefined;
      if (instance !== undefined) this.accounts.set(key, instance.accountId);
      if (instance === undefined || !isAlive(instance.state))
        for (const { due } of this.risen.values()) due.delete(key);
    }
  }

  recorded({ id, type }: Pick<Envelope, 'id' | 'type'>, data: object): void {
    if (type !== HyperRsiResumed.type && type !== GridResumed.type) return;
    const [, process, number] = MADE_BY.exec(id) ?? [];
    const risen = this.risen.get(`${process}.${number}`);
    if (risen === undefined) return;
    const told = data as Told;
    const { instanceId } = told;
    if (risen.told.has(instanceId) && (risen.unknown -= 1) < 0)
      this.parts.breaks(ONCE, `${told.name} by ${risen.life.name} again`);
    risen.told.add(instanceId);
    this.hold(told, risen);
  }

  /** The database has gone back, and with it what was told; whoever comes up from now on tells of what is there. */
  wentBack(): void {
    this.risen.clear();
  }

  /** Of whom nobody was told; null when nobody is left. */
  unsettled(): string | null {
    for (const { life, due, told } of this.risen.values())
      for (const id of due)
        if (life.alive && !told.has(id) && !this.isUnread(life, id))
          return `nobody was told of ${id} since ${life.name} came up`;
    return null;
  }

  private hold(told: Told, { atMs, life }: Risen): void {
    const { positionMatches, held, protectedSize = null, recovered = 0, symbol, name, instanceId } = told;
    const accountId = this.accounts.get(instanceId);
    if (accountId === undefined) return;
    const moments = this.momentsOf(accountId, symbol, atMs);
    const claim = (holds: (at: number) => boolean, what: string): void => {
      if (!moments.some(holds)) this.parts.breaks(TRUE, `${name}, by ${life.name}: ${what}`);
    };
    if (positionMatches === true)
      claim((at) => this.holds(accountId, symbol, at, money(held)), `it holds ${held}`);
    if (recovered > 0)
      claim((at) => this.ordersOf(told, accountId, at).length >= recovered, `it has ${recovered} orders`);
    if (protectedSize !== null && money(protectedSize) > 0n)
      claim((at) => this.stopsOf(told, accountId, at) >= money(protectedSize), `stops for ${protectedSize}`);
  }

  /** On spot at least that: coins of one kind are not told apart. */
  private holds(accountId: string, symbol: string, at: number, held: bigint): boolean {
    const { venue } = this.parts;
    if (!venue.spot.has(accountId)) return venue.positionAt(accountId, symbol, at) === held;
    return (venue.spot.totalsAt(accountId, at).get(symbol.split('/')[0]!) ?? 0n) >= held;
  }

  /** When something has changed there since a life came up, and the moment before that the venue may have shown it. */
  private momentsOf(accountId: string, symbol: string, sinceMs: number): readonly number[] {
    const { venue, readLagMs } = this.parts;
    const first = sinceMs - readLagMs;
    const moments = new Set([first]);
    const add = (at: number): void => {
      if (at > first) moments.add(at);
    };
    for (const order of venue.orders)
      if (order.accountId === accountId && order.symbol === symbol) {
        add(order.acceptedAtMs);
        if (order.end !== null) add(order.end.atMs);
      }
    for (const trade of venue.trades)
      if (trade.accountId === accountId && trade.symbol === symbol) add(trade.atMs);
    return [...moments];
  }

  private ordersOf({ instanceId }: Told, accountId: string, at: number): readonly BookOrder[] {
    const { venue, tables } = this.parts;
    return venue
      .openAt(accountId, at)
      .filter(({ clientOrderId }) => tables.byClientId(accountId, clientOrderId)?.instanceId === instanceId);
  }

  /** What its stops there would close of what it holds, at most. */
  private stopsOf(told: Told, accountId: string, at: number): bigint {
    const closing = told.held.startsWith('-') ? 'buy' : 'sell';
    return this.ordersOf(told, accountId, at)
      .filter(({ order: { type, side } }) => type === 'stop-market' && side === closing)
      .reduce((sum, { size }) => sum + size, 0n);
  }
}
