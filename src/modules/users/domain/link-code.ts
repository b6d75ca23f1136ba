import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';

/** Letters and digits that are not taken for one another; none that a link would have to escape. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 12;
const GROUP_LENGTH = 4;
const LASTS_MS = 10 * 60_000;

/** Wrong codes that a Telegram account may send before it is not listened to for a while. */
export const MAX_FAILURES = 5;
export const FAILURES_LAST_MS = 15 * 60_000;

/** A code to be typed into a chat: `k7wq-m2xt-9hcd`, 59 bits. `below` answers an unpredictable number in `[0, bound)`. */
export function linkCode(below: (bound: number) => number): string {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET.charAt(below(ALPHABET.length)));
  const groups = Array.from({ length: LENGTH / GROUP_LENGTH }, (_, group) =>
    characters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  );
  return groups.join('-');
}

/** The code that a person meant: keyboards put capitals and spaces where none were. */
export const typedCode = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

export const codeEnd = (madeAt: EpochMs): EpochMs => epochMs(madeAt + LASTS_MS);
