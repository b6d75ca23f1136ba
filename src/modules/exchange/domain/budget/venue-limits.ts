/** Whom a venue counts requests for: a network address, an account (its user id there), or an instrument of an account. */
export type LimitScope = 'address' | 'account' | 'instrument';

/** What is asked of a venue. `look-up-order` comes once for every order of one `look-up`. */
export type RequestKind =
  'place' | 'place-conditional' | 'cancel' | 'account-state' | 'look-up' | 'look-up-order' | 'settings';

/** One limit of a venue: within any window of so many milliseconds, so many units for each of its scope. */
export interface RequestLimit {
  /** Kebab-case, unique within its venue. */
  readonly name: string;
  readonly scope: LimitScope;
  readonly windowMs: number;
  /** Units that the venue allows, before any share of ours. */
  readonly most: number;
  /** Units that a request of a kind counts; kinds that are left out do not count here. */
  readonly costs: Readonly<Partial<Record<RequestKind, number>>>;
}

/** How a venue counts, as data of its profile. */
export interface VenueLimits {
  readonly venue: string;
  readonly limits: readonly RequestLimit[];
  /**
   * How long what has left may go on travelling once it was given up; null where nothing travels, as what is asked is counted in
   * the moment in which it is asked.
   */
  readonly lateMs: number | null;
}

/** What may be used of a limit, in percent: the rest is for what nobody here can count. */
export const USED_PERCENT = 80;

/** What cancels and protection have for themselves of that. */
export const RESERVED_PERCENT = 25;

/** Kinds that may be urgent, and kinds that may be something else; look-ups are of the latter and come together. */
const URGENT_KINDS: readonly RequestKind[] = ['place', 'place-conditional', 'cancel'];
const PLAIN_KINDS: readonly RequestKind[] = ['place', 'place-conditional', 'account-state', 'settings'];

/** What one process may use of one limit, in its units. */
export interface LimitShare {
  readonly windowMs: number;
  /** By everything together. */
  readonly most: number;
  /** By what is not urgent. */
  readonly mostPlain: number;
}

/**
 * The share of one of so many processes that use the limit at the same time.
 * @throws RangeError when a request that counts here could never be sent within it
 */
export function shareOf({ name, windowMs, most, costs }: RequestLimit, processes: number): LimitShare {
  const mine = Math.floor(Math.floor((most * USED_PERCENT) / 100) / processes);
  const urgent = Math.max(0, ...URGENT_KINDS.map((kind) => costs[kind] ?? 0));
  const reserved = urgent === 0 ? 0 : Math.max(urgent, Math.ceil((mine * RESERVED_PERCENT) / 100));
  const lookUp = (costs['look-up'] ?? 0) + (costs['look-up-order'] ?? 0);
  const plain = Math.max(lookUp, ...PLAIN_KINDS.map((kind) => costs[kind] ?? 0));
  if (mine - reserved < plain || mine < urgent)
    throw new RangeError(
      `of the limit "${name}" (${most} in ${windowMs} ms) each of ${processes} processes would have too little for one request`,
    );
  return { windowMs, most: mine, mostPlain: mine - reserved };
}
