/**
 * A million secrets sealed for one master key: no pair of key and nonce comes twice. The blobs are taken apart as their layout
 * is written down, with nothing of the program but `seal`.
 *
 *   node scripts/verify/sealing.mjs [--writes 1000000] [--json FILE]
 */
import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seal } from '../../dist/shared/platform/vault/envelope.js';
import { masterKeyOf } from '../../dist/shared/platform/vault/master-key.js';
import { ranOn } from './program.mjs';

const { values } = parseArgs({
  options: { writes: { type: 'string', default: '1000000' }, json: { type: 'string' } },
});
const writes = Number(values.writes);
const BYTES = { head: 9, once: 32, wrapped: 32, tag: 16, nonce: 12 };
/** What stands before the 32 bytes of a public X25519 key in DER. */
const PUBLIC_HEAD = Buffer.from('302a300506032b656e032100', 'hex');
const SECRET = 'the-secret-of-an-exchange-account';
const belonging = { userId: 'u-1', accountId: 'a-1', venue: 'okx', field: 'api-secret' };
const key = masterKeyOf('a master key of a check');

const began = performance.now();
// By kind; a part of 16 bytes tells as much as the whole of a random one, and takes less memory.
const seen = { 'one-time keys': new Set(), 'data keys': new Set(), nonces: new Set(), pairs: new Set() };
for (let count = 0; count < writes; count += 1) {
  const { once, dataKey, nonce } = apart(seal(key, belonging, SECRET));
  seen['one-time keys'].add(once.toString('latin1', 0, 16));
  seen['data keys'].add(dataKey.toString('latin1', 0, 16));
  seen.nonces.add(nonce.toString('latin1'));
  seen.pairs.add(dataKey.toString('latin1', 0, 8) + nonce.toString('latin1', 0, 8));
}
const repeated = Object.fromEntries(Object.entries(seen).map(([kind, all]) => [kind, writes - all.size]));
const outcome = {
  ...{ check: 'sealing', ...ranOn(), writes, repeated },
  seconds: Math.round((performance.now() - began) / 1000),
};
console.log(JSON.stringify(outcome));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(outcome, null, 2)}\n`);
if (Object.values(repeated).some((count) => count > 0)) process.exitCode = 1;

function apart(blob) {
  const start = BYTES.head + BYTES.once;
  const wrappedEnd = start + BYTES.wrapped;
  const [once, wrapped] = [blob.subarray(BYTES.head, start), blob.subarray(start, wrappedEnd)];
  const afterTag = wrappedEnd + BYTES.tag;
  const shared = diffieHellman({
    privateKey: key.privateKey,
    publicKey: createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, once]), format: 'der', type: 'spki' }),
  });
  const aad = blob.subarray(0, start);
  const wrapping = Buffer.from(hkdfSync('sha256', shared, aad, 'tradingboost vault wrap', 32));
  const opener = createDecipheriv('aes-256-gcm', wrapping, Buffer.alloc(BYTES.nonce), {
    authTagLength: BYTES.tag,
  });
  opener.setAAD(aad).setAuthTag(blob.subarray(wrappedEnd, afterTag));
  const dataKey = Buffer.concat([opener.update(wrapped), opener.final()]);
  return { once, dataKey, nonce: blob.subarray(afterTag, afterTag + BYTES.nonce) };
}
