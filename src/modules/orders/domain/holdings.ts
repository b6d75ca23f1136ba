import { ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import { isOnTheWrongSide } from './kept-position.js';

/** Holder of what people have ordered by hand, through us. */
export const BY_HAND = 'manual';
/** Holder of what nobody here has ordered. It is counted, shown, and never touched. */
export const FOREIGN = 'foreign';

/** Whose a part of the position of a lane is. */
export interface Holding {
  /** An instance, `BY_HAND` or `FOREIGN`. */
  readonly holder: string;
  readonly strategy: 'hyper-rsi' | 'grid' | 'manual';
  /** Which of the positions of hedge mode; `net` where there is one. */
  readonly position: 'net' | PositionSide;
  /** Signed, long positive, in units of 10^-18. */
  readonly size: Money;
}

/** The position of a lane as our books have it. Whatever is neither of a bot nor foreign was ordered by hand. */
export interface BookedPosition {
  /** Signed; both sides of hedge mode together. */
  readonly position: Money;
  /** Size of the short position of hedge mode, which `position` counts as negative; 0 in one-way mode. */
  readonly short: Money;
  /** Of bots and of nobody, none of them 0. */
  readonly parts: readonly Holding[];
}

/** Sizes that a venue shows, both >= 0. */
export interface ShownPosition {
  readonly long: Money;
  readonly short: Money;
  /** They are positions of hedge mode: one of them alone is not a net position. */
  readonly hedged: boolean;
}

/** What has to be added to a holding so that our books show what the venue does. */
export type Adjusted<T extends Holding> = Omit<T, 'size'> & {
  /** Signed; never 0. */
  readonly change: Money;
  /** What is left of the holding. */
  readonly left: Money;
};

export type Adjustment = Adjusted<Holding>;

interface Side {
  readonly position: Holding['position'];
  readonly ours: bigint;
  readonly theirs: bigint;
  readonly parts: readonly Holding[];
}

/**
 * What has to change in our books so that they show what the venue does, which is right about facts. What it shows beyond what
 * ours hold is nobody's here: it is counted as foreign. What it shows less, or what somebody else has closed, is gone from ours:
 * first from what was ordered by hand, because hands have done it, then from the bots, in the order of their ids. So nobody here ever
 * comes to hold more by an adjustment, and asking again after it asks for nothing. In hedge mode nobody holds less than nothing of a side.
 */
export function adjustmentsOf(booked: BookedPosition, shown: ShownPosition): readonly Adjustment[] {
  return sidesOf(booked, shown).flatMap(ofSide);
}

/**
 * The same of coins, where a person may have their own beside those of the bots: only what is missing counts.
 * @param bots what each holds, fees that were taken in coins subtracted
 * @param total what the account has of the coin, free and used
 */
export function missingCoins<T extends Holding>(bots: readonly T[], total: Money): readonly Adjusted<T>[] {
  const missing = total - sumOf(bots);
  return missing >= 0n ? [] : taken(bots, missing).adjustments;
}

function sidesOf({ position, short, parts }: BookedPosition, shown: ShownPosition): readonly Side[] {
  const hedged =
    shown.hedged ||
    short !== 0n ||
    parts.some((part) => part.position !== 'net') ||
    (shown.long !== 0n && shown.short !== 0n);
  if (!hedged) return [{ position: 'net', ours: position, theirs: shown.long - shown.short, parts }];
  const about = (side: PositionSide): readonly Holding[] => parts.filter((part) => sideOf(part) === side);
  return [
    { position: 'long', ours: position + short, theirs: shown.long, parts: about('long') },
    { position: 'short', ours: 0n - short, theirs: 0n - shown.short, parts: about('short') },
  ];
}

function ofSide({ position, ours, theirs, parts }: Side): readonly Adjustment[] {
  const foreign = sumOf(parts.filter(({ holder }) => holder === FOREIGN));
  const bots = parts.filter(({ holder }) => holder !== FOREIGN);
  const byHand = (ours - foreign - sumOf(bots)) as Money;
  const held: readonly Holding[] = [{ holder: BY_HAND, strategy: 'manual', position, size: byHand }, ...bots];
  const wrong = held.filter(({ size }) => size !== 0n && isOnTheWrongSide(position, size));
  const right = held.filter((part) => !wrong.includes(part));
  const ended = wrong.map(({ size, ...part }) => ({
    ...part,
    change: (0n - size) as Money,
    left: ZERO_MONEY,
  }));
  const { adjustments: less, rest } = taken(right, theirs - sumOf(right));
  const adjustments = [...ended, ...less];
  if (rest === foreign) return adjustments;
  const change = (rest - foreign) as Money;
  return [...adjustments, { holder: FOREIGN, strategy: 'manual', position, change, left: rest as Money }];
}

/** Takes from the holdings, as they stand, what goes the other way; answers what is left of the amount. */
function taken<T extends Holding>(
  holdings: readonly T[],
  amount: bigint,
): { readonly adjustments: readonly Adjusted<T>[]; readonly rest: bigint } {
  const adjustments: Adjusted<T>[] = [];
  let rest = amount;
  for (const { size, ...holding } of holdings) {
    if (size === 0n || rest === 0n || size > 0n === rest > 0n) continue;
    const change = abs(size) < abs(rest) ? 0n - size : rest;
    adjustments.push({ ...holding, change: change as Money, left: (size + change) as Money });
    rest -= change;
  }
  return { adjustments, rest };
}

const sideOf = ({ position, size }: Holding): PositionSide =>
  position === 'net' ? (size < 0n ? 'short' : 'long') : position;

const sumOf = (holdings: readonly Holding[]): bigint => holdings.reduce((sum, { size }) => sum + size, 0n);

const abs = (units: bigint): bigint => (units < 0n ? 0n - units : units);
