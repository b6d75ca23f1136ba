import { createCipheriv, createDecipheriv } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FileKey } from './backup-format.js';

/** Bytes of records in a frame before they are packed. */
export const FRAME_BYTES = 262_144;
const TAG_BYTES = 16;
/** Is it the last one, and its length. */
const HEAD_BYTES = 5;
/** Packing never makes a piece much larger. */
const LONGEST = FRAME_BYTES + 1_024;

/** A frame that is not what was written. `message` says how it shows. */
export class BadFrame extends Error {
  override readonly name = 'BadFrame';
}

/** Packs and seals one piece; `index` counts from 0. */
export function sealFrame({ key, headDigest }: FileKey, index: number, last: boolean, piece: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, last), { authTagLength: TAG_BYTES });
  cipher.setAAD(headDigest);
  const sealed = Buffer.concat([cipher.update(deflateRawSync(piece)), cipher.final(), cipher.getAuthTag()]);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(last ? 1 : 0, 0);
  head.writeUInt32BE(sealed.length, 1);
  return Buffer.concat([head, sealed]);
}

/** The pieces in the frames of a file, in order. @throws BadFrame, also when the last one is missing or followed by more. */
export async function* openFrames(
  { key, headDigest }: FileKey,
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  let kept: Buffer = Buffer.alloc(0);
  let index = 0;
  let ended = false;
  for await (const more of bytes) {
    kept = kept.length === 0 ? more : Buffer.concat([kept, more]);
    while (kept.length >= HEAD_BYTES) {
      if (ended) throw new BadFrame('something follows its end');
      const last = kept.readUInt8(0) === 1;
      const length = kept.readUInt32BE(1);
      if (length > LONGEST || length < TAG_BYTES || kept.readUInt8(0) > 1)
        throw new BadFrame(`piece ${index + 1} has no sound head`);
      if (kept.length < HEAD_BYTES + length) break;
      yield openFrame({ key, headDigest }, index, last, kept.subarray(HEAD_BYTES, HEAD_BYTES + length));
      kept = kept.subarray(HEAD_BYTES + length);
      index += 1;
      ended = last;
    }
  }
  if (!ended || kept.length > 0)
    throw new BadFrame(ended ? 'something follows its end' : 'its end is missing');
}

function openFrame({ key, headDigest }: FileKey, index: number, last: boolean, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, last), { authTagLength: TAG_BYTES });
  decipher.setAAD(headDigest);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const packed = Buffer.concat([
      decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)),
      decipher.final(),
    ]);
    return inflateRawSync(packed, { maxOutputLength: FRAME_BYTES });
  } catch {
    throw new BadFrame(`piece ${index + 1} is not what was written`);
  }
}

/** Differs for every frame of a file, whose key is used for nothing else. */
function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(last ? 1 : 0, 0);
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
}
