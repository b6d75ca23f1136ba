import type { EpochMs } from '../../../shared/pure/time/epoch.js';

/** Venues whose keys can be stored. They are traded on when their adapters are there. */
export const KEY_VENUES = ['okx', 'binance', 'bybit', 'bitget', 'upbit'] as const;
export type KeyVenue = (typeof KEY_VENUES)[number];

/** Those that give out a third word with a key. */
const WITH_PASSPHRASE: readonly KeyVenue[] = ['okx', 'bitget'];

export const needsPassphrase = (venue: KeyVenue): boolean => WITH_PASSPHRASE.includes(venue);

/** Accounts with keys that one person can have. */
export const MAX_KEY_ACCOUNTS = 20;

/** An account at a real venue as it may be seen: its keys are not part of it. */
export interface KeyAccount {
  readonly id: string;
  readonly userId: string;
  readonly venue: KeyVenue;
  readonly label: string;
  /** `…x7Qz`: the end of the key, for its owner to recognise it. */
  readonly keyHint: string;
  readonly createdAt: EpochMs;
}

/** The secrets of an account, by the field that each is sealed for. */
export type KeySecrets = Readonly<Partial<Record<SecretField, string>>>;
export type SecretField = 'api-key' | 'api-secret' | 'passphrase';

const SHOWN = 4;

/** The last four characters; of a short key none, because four would be too much of it. */
export const keyHint = (apiKey: string): string => (apiKey.length >= 16 ? `…${apiKey.slice(-SHOWN)}` : '…');
