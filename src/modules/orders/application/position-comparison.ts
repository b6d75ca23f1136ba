import { formatMoney, ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import type { AccountState } from '../../exchange/contracts/queries/get-account-state.query.js';
import type { AccountDiffered } from '../contracts/events/account-differed.event.js';
import { isSpot, unitsOfText } from '../domain/exposure.js';
import { coinOf } from '../domain/received.js';
import { adjustmentsOf, FOREIGN, missingCoins, type Adjustment, type Holding } from '../domain/holdings.js';
import {
  agesInMs,
  DIFFERS_FOR_MS,
  isUnexplained,
  seenAgain,
  shownPosition,
  stands,
  type SeenDifference,
} from '../domain/reconcile.js';
import type { BookedLane } from './ports/reconcile-store.port.js';

/** How often a difference that is known is looked at. */
const KNOWN_EVERY_MS = 30_000;

/** While something is on its way a look proves nothing: the next one is soon, or none might ever find a moment without. */
const BUSY_AGAIN_MS = 3_000;

export type Finding = Pick<AccountDiffered['data'], 'symbol' | 'kind' | 'ours' | 'theirs'>;

/** What our books would have to take over, of one lane as it was compared. */
export interface Unexplained {
  readonly lane: BookedLane;
  readonly adjustments: readonly Adjustment[];
  readonly ours: string;
  readonly theirs: string;
}

export interface Compared {
  readonly findings: readonly Finding[];
  /** Symbols of which the venue shows something that our books do not add up to. */
  readonly differing: readonly string[];
  /** What has stood for so long that only an adjustment is left. */
  readonly unexplained: readonly Unexplained[];
  /** Lanes that agree with the venue although it has forgotten orders of theirs: those have filled nothing more. */
  readonly decided: readonly BookedLane[];
  /** When it must be looked at again; null when that has time. */
  readonly againInMs: number | null;
}

/** What is compared at once: a perpetual, or every lane of one coin. */
interface Subject {
  readonly name: string;
  readonly lanes: readonly BookedLane[];
  readonly adjustmentsOf: (lane: BookedLane) => readonly Adjustment[];
  readonly ours: Money;
  readonly theirs: Money;
  /** Everything that the difference depends on. */
  readonly what: string;
  /** What is there of a coin beyond what is held here: a person's own, or of a fill that nobody has told. Null of a perpetual. */
  readonly beside: Money | null;
}

/**
 * What our books and a venue say of the same positions, and for how long they have said different things. One look proves
 * nothing: a fill may be on its way, and a venue may show what was.
 */
export class PositionComparison {
  private readonly seen = new Map<string, SeenDifference>();
  private readonly beside = new Map<string, SeenDifference>();

  constructor(private readonly clock: Clock) {}

  /** @param atOnce a difference holds back what adds from the first look on: a time was lost, so it is one most likely. */
  compare(accountId: string, lanes: readonly BookedLane[], state: AccountState, atOnce = false): Compared {
    const findings: Finding[] = [];
    const differing: string[] = [];
    const unexplained: Unexplained[] = [];
    const decided: BookedLane[] = [];
    let againInMs: number | null = null;
    for (const subject of [
      ...lanes.filter(({ symbol }) => !isSpot(symbol)).map((lane) => perpetual(lane, state)),
      ...coins(lanes, state),
    ]) {
      const name = `${accountId} ${subject.name}`;
      const ours = formatMoney(subject.ours);
      const theirs = formatMoney(subject.theirs);
      const wrong = subject.lanes.flatMap((lane) => {
        const adjustments = subject.adjustmentsOf(lane);
        return adjustments.length === 0 ? [] : [{ lane, adjustments, ours, theirs }];
      });
      if (wrong.length === 0) {
        this.seen.delete(name);
        if (provesAmounts(subject))
          decided.push(...subject.lanes.filter(({ forgotten, busy }) => forgotten.length > 0 && !busy));
        for (const { symbol, halt } of subject.lanes)
          if (halt === 'position-differs') findings.push({ symbol, ours, theirs, kind: 'position-agrees' });
        if (this.isNews(name, subject)) {
          differing.push(...subject.lanes.map(({ symbol }) => symbol));
          againInMs = Math.min(againInMs ?? KNOWN_EVERY_MS, KNOWN_EVERY_MS);
        }
        continue;
      }
      const nowMs = this.clock.monotonicMs();
      const busy = subject.lanes.some((lane) => lane.busy);
      const difference = seenAgain(this.seen.get(name), { what: subject.what, busy }, nowMs);
      this.seen.set(name, difference);
      differing.push(...wrong.map(({ lane }) => lane.symbol));
      const known = stands(difference, nowMs);
      const knownMs = Math.min(KNOWN_EVERY_MS, agesInMs(difference, nowMs) || KNOWN_EVERY_MS);
      const waitMs = busy ? BUSY_AGAIN_MS : known ? knownMs : DIFFERS_FOR_MS;
      againInMs = Math.min(againInMs ?? KNOWN_EVERY_MS, waitMs);
      if (isUnexplained(difference, nowMs)) unexplained.push(...wrong);
      for (const { lane } of known || atOnce ? wrong : [])
        if (lane.halt === null) findings.push({ symbol: lane.symbol, ours, theirs, kind: 'position' });
    }
    return { findings, differing, unexplained, decided, againInMs };
  }

  /**
   * Whether there are other coins than before beside those that are held here. They may be a person's, or what an order of ours has
   * bought of which nobody has told: until they have lain there for long, the trades that would explain them are read at every look.
   */
  private isNews(name: string, { beside, lanes }: Subject): boolean {
    if (beside === null || beside === 0n) {
      this.beside.delete(name);
      return false;
    }
    const nowMs = this.clock.monotonicMs();
    const busy = lanes.some((lane) => lane.busy);
    const there = seenAgain(this.beside.get(name), { what: String(beside), busy }, nowMs);
    this.beside.set(name, there);
    return !isUnexplained(there, nowMs);
  }
}

/** Coins beside those that are held may be what an order of ours has bought: then that our books agree says nothing of it. */
const provesAmounts = ({ beside }: Subject): boolean => beside === null || beside === 0n;

function perpetual(lane: BookedLane, state: AccountState): Subject {
  const { symbol, position, short, parts } = lane;
  const shown = shownPosition(state, symbol);
  const adjustments = adjustmentsOf(lane, shown);
  const theirs = (shown.long - shown.short) as Money;
  const foreign = sum(parts.filter(({ holder }) => holder === FOREIGN));
  // Where the sums agree, what was ordered here is what differs.
  const ours = position === theirs ? ((position - foreign) as Money) : position;
  const what = [
    position,
    short,
    shown.long,
    shown.short,
    ...parts.map(({ holder, size }) => `${holder} ${size}`),
  ];
  return {
    ...{ name: symbol, lanes: [lane], ours, theirs, what: what.join(), beside: null },
    adjustmentsOf: () => adjustments,
  };
}

/**
 * On spot what the bots hold of a coin must be there; a person may have their own beside it, of which no snapshot says whose they
 * are.
 */
function coins(lanes: readonly BookedLane[], { balances }: AccountState): readonly Subject[] {
  const ofCoin = new Map<string, BookedLane[]>();
  for (const lane of lanes.filter(({ symbol }) => isSpot(symbol)))
    ofCoin.set(coinOf(lane.symbol), [...(ofCoin.get(coinOf(lane.symbol)) ?? []), lane]);
  return [...ofCoin].map(([coin, ofThis]): Subject => {
    const bots = ofThis.flatMap(heldCoins);
    const total = balances.find(({ currency }) => currency === coin)?.total;
    const theirs = total === undefined ? ZERO_MONEY : unitsOfText(total);
    const missing = missingCoins(bots, theirs);
    const ours = sum(bots);
    return {
      ...{ name: coin, lanes: ofThis, ours, theirs, beside: (theirs - ours) as Money },
      adjustmentsOf: ({ symbol }) => missing.filter((one) => one.symbol === symbol),
      what: [theirs, ...bots.map(({ symbol, holder, size }) => `${symbol} ${holder} ${size}`)].join(),
    };
  });
}

/** What the bots of a lane hold of its coin. */
const heldCoins = ({ symbol, parts }: BookedLane): readonly (Holding & { readonly symbol: string })[] =>
  parts
    // Less than nothing is what a bot has sold of coins that it did not buy.
    .filter(({ holder, size }) => holder !== FOREIGN && size > 0n)
    .map((part) => ({ ...part, symbol }));

const sum = (holdings: readonly Holding[]): Money =>
  holdings.reduce<bigint>((total, { size }) => total + size, 0n) as Money;
