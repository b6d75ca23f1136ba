import { formatMoney } from '../../shared/pure/numbers/money.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import type {
  OperationOutcome,
  SubmitOrdersData,
  VenueOperation,
} from '../../modules/exchange/contracts/commands/submit-orders.command.js';
import type { Execution } from '../../modules/exchange/contracts/events/executions-reported.event.js';
import type { AccountState } from '../../modules/exchange/contracts/queries/get-account-state.query.js';
import type {
  ChildOrder,
  FoundOrder,
  LookUpOrdersData,
  OrdersLookedUp,
} from '../../modules/exchange/contracts/queries/look-up-orders.query.js';
import type { Draws } from '../kernel/draws.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Faults } from '../process/faults.js';
import type { BookChild, BookOrder, VenueSays, VenueTrade } from './book-order.js';
import type { AtGate, Conditions } from './conditions.js';
import type { VenueProfile } from './profiles.js';
import { BY_VENUE, type Venue } from './venue.js';

/** The venue could not be asked. */
export class VenueUnreachable extends Error {
  override readonly name = 'VenueUnreachable';
}

export interface GatewayParts {
  readonly venue: Venue;
  readonly conditions: Conditions;
  readonly profile: VenueProfile;
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly symbols: readonly string[];
  readonly trace: (what: string) => void;
}

/** What a request meets where the venue counts them, when it arrives: whether it goes on. */
export type Turnstile = () => boolean;

/** The longest that a request is under way: three times the longest deadline. */
const LATEST_MS = 15_000;
/** An adapter waits so long beyond the deadline for an answer. */
const SOCKET_MS = 2_000;

/**
 * What stands between the program and the venue: the adapter and the network. Requests and answers are lost, late and mangled
 * here; what an adapter cannot read for certain is unknown, and only codes that are proven to be a refusal are one.
 */
export class Gateway {
  /** Client ids of which the venue has wrongly said once that it does not have them. */
  private readonly denied = new Set<string>();

  constructor(private readonly parts: GatewayParts) {}

  async submit(
    { accountId, symbol, operations, deadline }: SubmitOrdersData,
    passes?: Turnstile,
  ): Promise<readonly OperationOutcome[]> {
    const outcomes: OperationOutcome[] = [];
    for (const operation of operations) {
      const says = await this.request(
        operation.op,
        accountId,
        () => this.carryOut(accountId, symbol, operation, deadline),
        Math.max(0, deadline - this.parts.kernel.nowMs) + SOCKET_MS,
        passes,
      );
      outcomes.push({
        clientOrderId: operation.clientOrderId,
        ...(says ?? { outcome: 'unknown', code: 'no-answer', venueOrderId: null }),
        details: {},
      });
    }
    return outcomes;
  }

  async accountState(accountId: string, passes?: Turnstile): Promise<AccountState> {
    const asOf = await this.read('state', accountId, passes);
    const { venue, symbols } = this.parts;
    return {
      balances: this.balancesAt(accountId, asOf),
      positions: symbols.flatMap((symbol) =>
        venue.slotsOf(accountId).flatMap((slot) => {
          const size = venue.positionAt(accountId, symbol, asOf, slot);
          if (size === 0n) return [];
          const side = size > 0n ? ('long' as const) : ('short' as const);
          const plain = formatMoney(size > 0n ? size : 0n - size);
          const hedged = slot !== 'net' && { hedged: true as const };
          return [{ symbol, side, ...hedged, size: plain, averagePrice: '100', liquidationPrice: null }];
        }),
      ),
      openOrders: venue.openAt(accountId, asOf).map(({ symbol, clientOrderId, order, size }) => ({
        ...{ symbol, clientOrderId, type: order.type, side: order.side, size: formatMoney(size) },
        price: 'price' in order ? order.price : null,
      })),
    };
  }

  /** What a spot account has; contracts are held against a cash that nobody here looks at. */
  private balancesAt(accountId: string, asOf: number): AccountState['balances'] {
    const { venue } = this.parts;
    if (!venue.spot.has(accountId)) return [];
    return [...venue.spot.totalsAt(accountId, asOf)].map(([currency, total]) => {
      const free = venue.spot.free(accountId, currency, venue.openOrders);
      return { currency, total: formatMoney(total), free: formatMoney(free) };
    });
  }

  async lookUp({ accountId, clientOrderIds }: LookUpOrdersData, passes?: Turnstile): Promise<OrdersLookedUp> {
    const asOf = await this.read('look-up', accountId, passes);
    const { venue, faults } = this.parts;
    const found: FoundOrder[] = [];
    const nowhere: string[] = [];
    for (const clientOrderId of clientOrderIds) {
      const order = venue.known(accountId, clientOrderId, asOf);
      if (order === undefined || venue.forgetting.ofOrder(order, asOf)) nowhere.push(clientOrderId);
      else if (faults.strikes('wrong-not-found', 'look-up')) {
        // Once all places deny it, wrongly; otherwise one of them was not asked.
        if (this.denied.has(clientOrderId)) continue;
        this.denied.add(clientOrderId);
        nowhere.push(clientOrderId);
      } else found.push(foundOrder(order, asOf));
    }
    const asked = new Set(clientOrderIds);
    const executions = venue.trades
      .filter(
        (trade) =>
          trade.accountId === accountId &&
          trade.atMs <= asOf &&
          asked.has(trade.clientOrderId) &&
          !venue.forgetting.ofTrade(trade, asOf),
      )
      // Whoever asks for a conditional order reads the trades of what acts for it, and knows whose they are.
      .map((trade) => ({
        symbol: trade.symbol,
        execution: { ...filled(trade), clientOrderId: trade.clientOrderId },
      }));
    const remembers = venue.forgetting.toldTo({ isOfSpot: venue.spot.has(accountId) });
    return { found, nowhere, executions, remembers };
  }

  private carryOut(
    accountId: string,
    symbol: string,
    operation: VenueOperation,
    deadlineMs: number,
  ): VenueSays {
    const { venue } = this.parts;
    if (operation.op === 'cancel') return venue.cancel(accountId, operation.clientOrderId);
    const { clientOrderId, order, owner = null, replaces } = operation;
    return venue.place({ accountId, symbol, clientOrderId, order, owner, replaces, deadlineMs });
  }

  /** One request: what the venue says of it, or null when that is not known. */
  private async request(
    what: string,
    accountId: string,
    carryOut: () => VenueSays,
    patienceMs: number,
    passes: Turnstile = ALWAYS,
  ): Promise<VenueSays | null> {
    const { kernel, faults, draws, profile, conditions, trace } = this.parts;
    const site = `venue.${what}`;
    const answer = new Promise<VenueSays | null>((resolve) => {
      if (faults.strikes('request-lost', site)) return;
      if (faults.strikes('rate-limited', site)) {
        kernel.after(draws.whole(`refused ${site}`, 1, 50), `${site} refused at the gate`, () =>
          resolve({ outcome: 'rejected', code: 'rate-limited', venueOrderId: null }),
        );
        return;
      }
      const late = faults.strikes('request-late', site);
      const onTheWayMs = draws.whole(`latency ${site}`, 1, late ? LATEST_MS : profile.latencyMs);
      kernel.after(onTheWayMs, `${site} arrives`, () => {
        const met = passes() ? conditions.writes(accountId) : TOO_MANY;
        const says = met === 'open' ? carryOut() : refused(met);
        trace(`${site} ${says?.outcome ?? 'is not looked at'} ${says?.code ?? ''}`);
        if (met === 'silent') return;
        if (faults.strikes('answer-lost', site)) return;
        const slow = faults.strikes('answer-late', site);
        const backMs = draws.whole(`answer ${site}`, 1, slow ? LATEST_MS : profile.latencyMs);
        const mangled = faults.strikes('server-error', site) || faults.strikes('garbage', site);
        kernel.after(backMs, `${site} is answered`, () => resolve(mangled ? null : says));
      });
    });
    let cancel = (): void => undefined;
    const patience = new Promise<null>((resolve) => {
      cancel = kernel.after(patienceMs, `${site} is given up`, () => resolve(null));
    });
    const says = await Promise.race([answer, patience]);
    cancel();
    return says;
  }

  /** One question; answers as of when the venue shows things. @throws VenueUnreachable */
  async read(what: string, accountId: string, passes: Turnstile = ALWAYS): Promise<number> {
    const { kernel, faults, draws, profile, conditions } = this.parts;
    const site = `venue.${what}`;
    await kernel.sleep(draws.whole(`latency ${site}`, 1, profile.latencyMs), `${site} is asked`);
    if (!passes() || !conditions.reads(accountId) || faults.strikes('read-fails', site))
      throw new VenueUnreachable(what);
    const lag = faults.strikes('read-stale', site) ? draws.whole(`lag ${site}`, 0, profile.readLagMs) : 0;
    const asOf = kernel.nowMs - lag;
    await kernel.sleep(draws.whole(`answer ${site}`, 1, profile.latencyMs), `${site} answers`);
    return asOf;
  }
}

const ALWAYS: Turnstile = () => true;
const TOO_MANY: AtGate = { code: 'rate-limited' };

/** What was refused at the gate; null when nothing can be read in it. */
const refused = (met: Exclude<AtGate, 'open'>): VenueSays | null =>
  typeof met === 'string' ? null : { outcome: 'rejected', code: met.code, venueOrderId: null };

const foundOrder = ({ clientOrderId, venueOrderId, end, child }: BookOrder, asOf: number): FoundOrder => {
  const ended = end !== null && end.atMs <= asOf ? end : null;
  return {
    ...{ clientOrderId, venueOrderId, status: ended?.status ?? 'open', code: ended?.code ?? null },
    ...(ended !== null && child !== undefined && { child: childOrder(child, asOf) }),
  };
};

const childOrder = (child: BookChild | null, asOf: number): ChildOrder | null => {
  if (child === null || child.bornAtMs > asOf) return null;
  const ended = child.end !== null && child.end.atMs <= asOf ? child.end : null;
  const { venueOrderId } = child;
  return { venueOrderId, status: ended?.status ?? 'open', code: ended?.code ?? null };
};

/** A trade as the stream tells it: what the venue has done by itself has no id of anybody. */
export const toldOf = (trade: VenueTrade): Execution => {
  if (trade.clientOrderId !== BY_VENUE) return filled(trade);
  const { tradeId, side, position, price, size, fee, feeCurrency, atMs } = trade;
  return {
    ...{ kind: 'liquidated', tradeId, side, price: formatMoney(price), size: formatMoney(size) },
    ...(position !== undefined && { position }),
    ...{ fee: formatMoney(fee), feeCurrency, at: epochMs(atMs) },
  };
};

/** A trade as the program hears of it. */
export const filled = ({
  clientOrderId,
  child,
  tradeId,
  side,
  position,
  price,
  size,
  fee,
  feeCurrency,
  maker,
  atMs,
}: VenueTrade): Execution => ({
  ...{ kind: 'filled', tradeId, side, price: formatMoney(price), size: formatMoney(size) },
  ...(child === undefined ? { clientOrderId } : namesOf(clientOrderId, child)),
  ...(position !== undefined && { position }),
  ...{
    fee: formatMoney(fee),
    feeCurrency,
    liquidity: maker ? 'maker' : 'taker',
    reason: 'sim',
    phase: 'live',
  },
  at: epochMs(atMs),
});

/** Under which ids a child is told: its own, and that of its parent where it carries it. */
export const namesOf = (
  clientOrderId: string,
  { venueOrderId, named }: BookChild,
): { readonly clientOrderId: string; readonly childOrderId: string } => ({
  clientOrderId: named ? clientOrderId : '',
  childOrderId: venueOrderId,
});
