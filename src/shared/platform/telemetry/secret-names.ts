import { REDACTED } from './secret-mask.js';

const secretWords = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'token',
  'authorization',
  'cookie',
  'apikey',
  'accesskey',
  'privatekey',
  'masterkey',
  'credential',
  'signature',
  'otp',
];

/** Whether a member of this name holds something that must not be shown; `apiKey`, `API-KEY` and `api_key` are one name. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return secretWords.some((word) => plain.includes(word));
}

/** Bounds inside every repetition keep the search linear on hostile text. */
const assignment =
  /((?:api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|secret|token|passw(?:or)?d|passphrase|signature|authorization|cookie)[\w-]{0,32}["']?\s{0,4}[=:]\s{0,4}["']?(?:(?:Bearer|Basic)\s{1,4})?)[^\s"'&,;}\]]{6,4096}/gi;
const scheme = /\b(Bearer|Basic)\s{1,4}[\w\-.~+/=]{8,4096}/gi;
const urlUser = /(:\/\/)[^\s:@/?#]{0,256}:[^\s@/?#]{1,1024}@/g;

/** Masks what is named as a secret inside a text: `apiKey=…`, `Authorization: Bearer …`, `scheme://user:password@host`. */
export function maskNamedSecrets(text: string): string {
  return text
    .replace(assignment, `$1${REDACTED}`)
    .replace(scheme, `$1 ${REDACTED}`)
    .replace(urlUser, `$1${REDACTED}@`);
}
