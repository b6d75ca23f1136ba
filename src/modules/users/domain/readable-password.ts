/** Lower-case letters and digits without those that are taken for one another: `0 o`, `1 i l`. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 6;
const GROUP_LENGTH = 4;

/**
 * A password for a person to copy by eye: `k7wq-m2xt-…`, 24 characters of 31, which is 118 bits.
 * `below` answers an unpredictable whole number in `[0, bound)`.
 */
export function readablePassword(below: (bound: number) => number): string {
  const character = (): string => ALPHABET.charAt(below(ALPHABET.length));
  const group = (): string => Array.from({ length: GROUP_LENGTH }, character).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
