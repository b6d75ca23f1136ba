import type { ClientOrderId } from '../../../shared/pure/ids.js';

/** Names one attempt of one order: `owner` is the instance, or the account of an order that a person made. */
export interface OrderName {
  readonly owner: string;
  readonly cycle: number;
  readonly leg: string;
  /** From 1. */
  readonly attempt: number;
}

const PREFIX = 'tb';
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
const HASH_LENGTH = 16;
const ATTEMPT_LENGTH = 2;
const SHAPE = /^tb([0-9a-z]{3})[0-9a-z]{16}([0-9a-z]{2})([0-9a-z])$/;

/** Most attempts of one order that an id can count. */
export const MAX_ATTEMPTS = 36 ** ATTEMPT_LENGTH - 1;

/** What of a name is hashed: every attempt of an order has the same hash. */
export const hashedPart = ({ owner, cycle, leg }: OrderName): string => JSON.stringify([owner, cycle, leg]);

/**
 * `tb` + incarnation of the installation (3) + hash (16) + attempt (2) + check character: 24 digits and lower-case letters,
 * the first a letter, which every venue takes. The same name gives the same id after a restart.
 * @param digest keyed hash of `hashedPart`, at least 83 bits of it used.
 * @throws RangeError when the incarnation is not of three characters or the attempt cannot be counted.
 */
export function encodeClientOrderId(incarnation: string, digest: bigint, attempt: number): ClientOrderId {
  if (!/^[0-9a-z]{3}$/.test(incarnation)) throw new RangeError(`not an incarnation: ${incarnation}`);
  if (!Number.isInteger(attempt) || attempt < 1 || attempt > MAX_ATTEMPTS)
    throw new RangeError(`attempt ${attempt} is not in 1..${MAX_ATTEMPTS}`);
  const hash = (digest % 36n ** BigInt(HASH_LENGTH)).toString(36).padStart(HASH_LENGTH, '0');
  const body = `${PREFIX}${incarnation}${hash}${attempt.toString(36).padStart(ATTEMPT_LENGTH, '0')}`;
  return `${body}${checkCharacter(body)}` as ClientOrderId;
}

export interface DecodedClientOrderId {
  readonly incarnation: string;
  readonly attempt: number;
}

/** What an id of this program says, or null for an id that somebody else made or that was damaged. */
export function decodeClientOrderId(text: string): DecodedClientOrderId | null {
  const match = SHAPE.exec(text);
  if (match === null || checkCharacter(text.slice(0, -1)) !== match[3]) return null;
  return { incarnation: match[1]!, attempt: Number.parseInt(match[2]!, 36) };
}

/** Luhn's algorithm in base 36: finds every single wrong character and nearly every swap of neighbours. */
function checkCharacter(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    const digit = DIGITS.indexOf(body[body.length - 1 - index]!);
    const weighed = index % 2 === 0 ? digit * 2 : digit;
    sum += Math.floor(weighed / 36) + (weighed % 36);
  }
  return DIGITS[(36 - (sum % 36)) % 36]!;
}
