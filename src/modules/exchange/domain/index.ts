export * from './budget/index.js';
export * from './paper/index.js';
export { nextGenerated, startGenerated, type GeneratedMarket } from './feed/generated-market.js';
export { TEST_INSTRUMENTS, testInstrument } from './instruments.js';
export {
  KEY_VENUES,
  keyHint,
  MAX_KEY_ACCOUNTS,
  needsPassphrase,
  type KeyAccount,
  type KeySecrets,
  type KeyVenue,
  type SecretField,
} from './key-account.js';
