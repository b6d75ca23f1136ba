/** How long a venue is given, and how it proves that it does not have an order. */
export interface VenueTerms {
  /** Time for an order, from its claim to the instant after which the venue must not accept it. */
  readonly sendMs: number;
  /** The same where everything makes positions smaller. */
  readonly closeMs: number;
  /** From that instant until "not found" may be believed: clocks differ, and reads lag behind. */
  readonly marginMs: number;
  /** Looks that must all find nothing, and the time between them. */
  readonly looks: number;
  readonly lookGapMs: number;
  /** Whether another order may act in the place of a stop that has triggered. */
  readonly children: boolean;
  /** After an order has ended, all that it has filled is shown when it is asked for. */
  readonly fillsShownMs: number;
  /** How often our books are held against what it shows. */
  readonly reconcileMs: number;
  /**
   * Whether what orders need is reserved here. Needless where the venue carries orders out one after another by exact books;
   * elsewhere two bots could spend the same balance before either of them hears of it.
   */
  readonly reserves: boolean;
  /**
   * Whether a position whose stop is refused again and again is closed by us. Not where the market waits for its strategies:
   * there the strategy's own rule holds, as in a backtest.
   */
  readonly closesUnprotected: boolean;
  /** Whether a bot whose position the venue has taken opens nothing new until a person has looked. Not there either. */
  readonly haltsLiquidated: boolean;
}

/** The paper venue is rows of the same database: it answers exactly, as soon as its last transaction is over, and loses nothing. */
const PAPER: VenueTerms = {
  sendMs: 3_000,
  closeMs: 5_000,
  marginMs: 1_000,
  looks: 1,
  lookGapMs: 0,
  children: false,
  fillsShownMs: 0,
  reconcileMs: 300_000,
  reserves: false,
  closesUnprotected: false,
  haltsLiquidated: false,
};

const REAL: VenueTerms = {
  sendMs: 3_000,
  closeMs: 5_000,
  marginMs: 7_000,
  looks: 2,
  lookGapMs: 2_000,
  children: true,
  fillsShownMs: 7_000,
  reconcileMs: 45_000,
  reserves: true,
  closesUnprotected: true,
  haltsLiquidated: true,
};

export const venueTerms = (venue: string): VenueTerms => (venue === 'paper' ? PAPER : REAL);

/** How long an order is worth sending when no stepped market waits for it. */
export const VALID_MS = 60_000;

/** What an instance holds is protected, or its owner knows, this long after the fill. */
export const PROTECT_MS = 15_000;

/** A position is closed when its stop was refused so often, or was refused and is missing for so long. */
export const REFUSED_STOPS = 3;
export const REFUSED_FOR_MS = 10_000;

/** Codes of stops that the venue has ended because something else stands in their place. */
export const ENDS_AS_MEANT: readonly string[] = ['asked', 'replaced', 'triggered'];

/** A close that was refused is tried again for ever; the longest pause between two attempts. */
export const CLOSE_AGAIN_MS = 60_000;

/** So many looks in a row may show that a stop has triggered and not what acts in its place: then it protects nothing. */
export const CHILD_LOOKS = 5;

/** After that long without a decision a person is asked. */
export const UNDECIDED_MS = 600_000;

/** Attempts that we make by ourselves of an order that never arrived; more means that something is broken. */
export const OWN_ATTEMPTS = 5;
