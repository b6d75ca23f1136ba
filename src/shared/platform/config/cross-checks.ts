import type { FieldRefusal } from '../../pure/refusal.js';
import type { ConfigFiles } from './config-files.js';
import type { Environ } from './environ.js';
import type { Values } from './variables.js';

/** What one variable demands of another. */
export function crossChecks(values: Values, env: Environ, files: ConfigFiles): readonly FieldRefusal[] {
  const { feed, feedFile, demo, environment } = values;
  const refusals: FieldRefusal[] = [];
  if ((env.TB_FEED ?? feed) !== feed) {
    // The feed itself was refused, so nothing can be said about its file.
  } else if (feed === 'recorded' && feedFile === null) {
    refusals.push({ field: 'TB_FEED_FILE', value: '', allowed: 'a candle file, because TB_FEED=recorded' });
  } else if (feed === 'generated' && feedFile !== null) {
    refusals.push({
      field: 'TB_FEED_FILE',
      value: feedFile,
      allowed: 'nothing while TB_FEED=generated; set TB_FEED=recorded to replay the file',
    });
  } else if (feedFile !== null && !files.isFile(feedFile)) {
    refusals.push({ field: 'TB_FEED_FILE', value: feedFile, allowed: 'a file that exists' });
  }
  if (demo === true && environment === 'production') {
    refusals.push({ field: 'TB_DEMO', value: 'on', allowed: 'off, because NODE_ENV=production' });
  }
  if (values.masterKey !== null && values.vaultPublicKey !== null) {
    refusals.push({
      field: 'TB_VAULT_PUBLIC_KEY',
      value: values.vaultPublicKey,
      allowed: 'nothing beside TB_MASTER_KEY, which has both halves',
    });
  }
  if (values.masterKeysOld.length > 0 && values.masterKey === null) {
    refusals.push({
      field: 'TB_MASTER_KEY_OLD',
      value: '(hidden)',
      allowed: 'nothing without TB_MASTER_KEY',
    });
  }
  return refusals;
}
