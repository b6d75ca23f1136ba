import type { PositionSide, Side } from '../../../shared/pure/strategy/order.js';

/** A text in both languages that people read. */
export interface Texts {
  readonly ko: string;
  readonly en: string;
}

export type Priority = 'low' | 'normal' | 'high' | 'critical';

export type StrategyName = 'hyper-rsi' | 'grid' | 'manual';

/** Numbers that go with a code, as decimal texts. */
export type Details = Readonly<Record<string, string>>;

/** Where something happened, and whether only on paper. */
interface Place {
  /** Simulated money: every text then says so first. */
  readonly paper: boolean;
  readonly strategy: StrategyName;
  /** Unified symbol. */
  readonly symbol: string;
}

interface OrderWords extends Place {
  readonly side: Side;
  /** Null where it is the whole position, whatever that is. */
  readonly size: string | null;
  /** Kebab-case reason of the order: `entry`, `tp1`, `grid-buy`. */
  readonly reason: string;
}

export interface OrderFilledTelling extends OrderWords {
  readonly kind: 'order-filled';
  /** Of this fill. */
  readonly filledSize: string;
  readonly price: string;
  /** Negative for a rebate. */
  readonly fee: string;
  readonly feeCurrency: string;
  /** Filled so far, this fill included. */
  readonly cumulativeSize: string;
  readonly complete: boolean;
}

export interface OrderRefusedTelling extends OrderWords {
  /** Denied = refused by us; rejected = refused by the venue; expired = its time is over. */
  readonly kind: 'order-denied' | 'order-rejected' | 'order-expired';
  readonly code: string;
  readonly details: Details;
}

export interface PositionOpenedTelling extends Place {
  readonly kind: 'position-opened';
  readonly side: PositionSide;
  readonly size: string;
  readonly averagePrice: string;
}

export interface PositionClosedTelling extends Place {
  readonly kind: 'position-closed';
  readonly side: PositionSide;
  /** Gross. */
  readonly realisedPnl: string;
  readonly fees: string;
  /** Received positive, paid negative. */
  readonly funding: string;
  readonly currency: string;
  readonly reason: string;
}

export interface StrategyTelling extends Place {
  readonly kind: 'strategy-started' | 'strategy-stopped' | 'strategy-failed';
  readonly name: string;
  /** Why it stopped (`asked`) or failed; null for a start. */
  readonly reason: string | null;
}

/** A grid after a restart of the program: what it wants, compared with what its venue has. */
export interface ResumedTelling extends Place {
  readonly kind: 'grid-resumed';
  readonly name: string;
  /** Left out: it runs. */
  readonly state?: 'running' | 'paused' | 'stopping' | 'failed';
  readonly wanted: number;
  readonly recovered: number;
  readonly missing: number;
  readonly filledWhileDown: number;
  readonly realisedPnl: string;
  readonly currency: string;
  /** Signed, in base units. */
  readonly held: string;
  /** Null while the venue does not tell. */
  readonly positionMatches: boolean | null;
}

/** A HyperRSI bot after a restart of the program: what it holds, compared with its venue, and whether that is protected. */
export interface BotResumedTelling extends Place {
  readonly kind: 'bot-resumed';
  readonly name: string;
  /** Left out: it runs. */
  readonly state?: 'running' | 'stopping' | 'failed';
  /** Orders that rest at the venue. */
  readonly resting: number;
  /** Signed, in base units. */
  readonly held: string;
  /** How much of it confirmed stops would close; null when the bot keeps none. */
  readonly protectedSize: string | null;
  readonly realisedPnl: string;
  readonly currency: string;
  /** Null while the venue does not tell. */
  readonly positionMatches: boolean | null;
}

export interface ProtectionTelling extends Place {
  readonly kind: 'position-unprotected' | 'position-protected';
  /** Signed, in base units. */
  readonly size: string;
  readonly protectedSize: string;
}

/** A bot has stopped and still holds this; its stop went with its orders. */
export interface PositionKeptTelling extends Place {
  readonly kind: 'position-kept';
  readonly side: PositionSide;
  /** > 0, in base units. */
  readonly size: string;
}

/** Whether the venue has an order could not be found out. */
export interface OrderNeedsHumanTelling extends OrderWords {
  readonly kind: 'order-needs-human';
  /** The venue has forgotten it; left out where the venue could not be asked. */
  readonly forgotten?: true;
}

/** What reconciliation has found. */
export interface AccountDifferedTelling {
  readonly kind: 'account-differed';
  readonly paper: boolean;
  readonly symbol: string;
  readonly difference:
    'position' | 'position-agrees' | 'position-adjusted' | 'unknown-order' | 'other-installation';
  readonly ours: string | null;
  readonly theirs: string;
}

/** A bot that has lost too much, or rests. */
export interface BotHaltedTelling extends Place {
  readonly kind: 'bot-halted';
  readonly code: string;
  readonly details: Details;
}

/** What must hold of the books does not: for operators. */
export interface BooksBrokenTelling {
  readonly kind: 'books-broken';
  readonly module: string;
  readonly invariant: string;
  /** In English, as logs and metrics have it. */
  readonly says: string;
  readonly rows: number;
  readonly heldBack: number;
}

export interface TradingTelling {
  readonly kind: 'trading-halted' | 'trading-resumed';
  /** Whether every account of the user is meant, or one. */
  readonly everywhere: boolean;
  /** Why it was halted; null when it is resumed. */
  readonly code: string | null;
  readonly details: Details;
}

/** Behind the kill switch nothing is left that could add. */
export interface EntriesGoneTelling {
  readonly kind: 'entries-gone';
}

export interface UserRegisteredTelling {
  readonly kind: 'user-registered';
  readonly email: string;
  readonly demo: boolean;
}

/** Somebody else has a copy of what keeps a session open. */
export interface SessionCopiedTelling {
  readonly kind: 'session-copied';
  /** Network address that the session was opened from; null when not known. */
  readonly address: string | null;
}

/** What becomes of the ways in which a person is told things. */
export interface ChannelTelling {
  readonly kind: 'telegram-linked' | 'telegram-unlinked' | 'telegram-blocked' | 'test-message';
}

/** Everything that people are told, with what its texts are written from. Plain JSON. */
export type Telling =
  | OrderFilledTelling
  | OrderRefusedTelling
  | PositionOpenedTelling
  | PositionClosedTelling
  | StrategyTelling
  | ResumedTelling
  | BotResumedTelling
  | ProtectionTelling
  | PositionKeptTelling
  | OrderNeedsHumanTelling
  | AccountDifferedTelling
  | BotHaltedTelling
  | BooksBrokenTelling
  | TradingTelling
  | EntriesGoneTelling
  | UserRegisteredTelling
  | SessionCopiedTelling
  | ChannelTelling;
