/** For how long a venue goes on telling of what is over, in milliseconds. */
export interface Remembers {
  /** An order that has ended without filling anything, after its end. */
  readonly unfilledMs: number;
  /** An execution, after it was made; an order that has filled something is known for as long, at least. */
  readonly executionsMs: number;
}

/** What it proves of an order that its venue shows it nowhere. */
export type Absence =
  /** It was never accepted: whatever might have become of it would still be known. */
  | 'never-accepted'
  /** It is over, and all that it has filled is told. Whether it ever was there nobody can say any more. */
  | 'over'
  /** It is over. What it has filled, if it has, is forgotten: only what is held says something of that. */
  | 'forgotten';

/** The same, or `unsure`: how old the order is was not measured exactly enough to say which. */
export type AbsenceSeen = Absence | 'unsure';

/** How old an order was when its venue was asked, in milliseconds since the earliest moment at which it can have been sent. */
export interface AgeWhenAsked {
  readonly atLeastMs: number;
  readonly atMostMs: number;
}

/** Code of an order that is over and of which its venue has forgotten what became of it. */
export const FORGOTTEN = 'forgotten';

/**
 * "Not found" is not "never accepted" where a venue forgets: an order may have come, ended and been forgotten since.
 * @param remembers null where the venue forgets nothing
 * @param ageMs since the earliest moment at which the order can have been sent, not less
 */
export function absenceOf(remembers: Remembers | null, ageMs: number): Absence {
  if (remembers === null) return 'never-accepted';
  if (ageMs >= remembers.executionsMs) return 'forgotten';
  return ageMs >= remembers.unfilledMs ? 'over' : 'never-accepted';
}

/**
 * What absence proves where an age has bounds only, because the answer with it was slow: nothing before both bounds say the same. It is
 * looked for again, and then it is older.
 */
export function absenceWithin(
  remembers: Remembers | null,
  { atLeastMs, atMostMs }: AgeWhenAsked,
): AbsenceSeen {
  const absence = absenceOf(remembers, atMostMs);
  return absence === absenceOf(remembers, atLeastMs) ? absence : 'unsure';
}
