import { refusal, type FieldRefusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

/** What people choose when twelve characters are asked for, without the digits and signs they put around it. */
const COMMON = [
  ...[
    'password',
    'passwords',
    'passphrase',
    'passw0rd',
    'letmein',
    'welcome',
    'administrator',
    'admin',
    'root',
  ],
  ...['qwerty', 'qwertyuiop', 'qwertyuiopasdfghjkl', 'asdfghjkl', 'zxcvbnm', 'asdfgh', 'zxcvbn', 'qazwsx'],
  ...[
    'qazwsxedc',
    '1q2w3e4r5t6y',
    '1q2w3e4r',
    '1qaz2wsx3edc',
    '1qaz2wsx',
    'q1w2e3r4t5y6',
    'abcdefghijkl',
    'abc',
  ],
  ...['iloveyou', 'princess', 'football', 'baseball', 'superman', 'batman', 'dragon', 'monkey', 'sunshine'],
  ...[
    'michael',
    'jennifer',
    'jordan',
    'trustno',
    'changeme',
    'default',
    'secret',
    'testtest',
    'test',
    'guest',
  ],
  ...['bitcoin', 'ethereum', 'tradingboost', 'trading', 'trader', 'crypto', 'tothemoon', 'satoshi', 'hodl'],
  ...['correcthorsebatterystaple', 'dkagh', 'qlalfqjsgh', 'tkfkdgo', 'tkfkdgody'],
];

const RUNS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

/**
 * Whether a person may take this password: 12 to 128 characters of any kind, no rules of composition, but nothing that is
 * tried first: common passwords with or without decoration, one piece repeated, runs of the keyboard, the own address.
 * Refused with `weak-password` and, in `details.fields`, what is wrong.
 */
export function newPassword(password: string, email: string): Result<string, Refusal> {
  const allowed = whatIsAllowed(password.normalize('NFKC').toLowerCase(), email.toLowerCase());
  if (allowed === null) return ok(password);
  const field = { field: 'password', value: '(hidden)', allowed } satisfies FieldRefusal;
  return err(refusal('weak-password', allowed, { fields: [field] }));
}

function whatIsAllowed(password: string, email: string): string | null {
  const { length } = Array.from(password);
  if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD)
    return `${SHORTEST_PASSWORD}..${LONGEST_PASSWORD} characters`;
  const [name = '', domain = ''] = email.split('@');
  const bare = undecorated(password);
  if (bare === '' || COMMON.includes(bare) || COMMON.includes(undecorated(plainLetters(password))))
    return 'a password that is not among those that are tried first';
  if (isRepeated(password) || RUNS.some((run) => run.includes(password) || reversed(run).includes(password)))
    return 'more than one piece repeated or a run of keys';
  if ([name, domain, email].some((part) => part.length > 3 && bare === undecorated(part)))
    return 'something else than the e-mail address';
  return null;
}

/** Without spaces, and without digits and signs at either end. */
const undecorated = (text: string): string =>
  text.replace(/\s+/gu, '').replace(/^[!-@[-`{-~]+|[!-@[-`{-~]+$/g, '');

const SIMILAR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

const plainLetters = (text: string): string => text.replace(/[013457@$]/g, (sign) => SIMILAR[sign] ?? sign);

/** One piece of up to four characters, again and again. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4].some(
    (length) =>
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length),
  );
}

const reversed = (text: string): string => Array.from(text).reverse().join('');
