import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { BackupReader } from './backup-reader.js';
import { BackupWriter } from './backup-writer.js';
import { BadFrame, FRAME_BYTES, openFrames, sealFrame } from './frames.js';

const fileKey = { key: randomBytes(32), headDigest: randomBytes(32) };

/** A file in memory. */
async function written(records: readonly Buffer[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const file = { write: async (piece: Buffer) => void pieces.push(piece) };
  const writer = new BackupWriter(file as never, fileKey);
  for (const record of records) await writer.add(record);
  await writer.addEnd();
  await writer.close();
  return Buffer.concat(pieces);
}

/** The bytes in pieces of another size than they were written in. */
async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size = 65_536, key = fileKey): Promise<Buffer[]> {
  const reader = new BackupReader(openFrames(key, inPieces(bytes, size)));
  const records: Buffer[] = [];
  for await (const record of reader.run()) records.push(record);
  await reader.end();
  return records;
}

const record = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));

describe('the frames of a backup', () => {
  test('give back the records, however the file is cut while it is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record), fc.integer({ min: 1, max: 700 }), async (records, size) => {
        expect(await read(await written(records), size)).toEqual(records);
      }),
    );
  });

  test.each([FRAME_BYTES - 4, FRAME_BYTES - 3, FRAME_BYTES, 3 * FRAME_BYTES + 1])(
    'hold a record of %d bytes, in as many frames as it takes',
    async (length) => {
      const records = [randomBytes(length), Buffer.from('after')];
      expect(await read(await written(records))).toEqual(records);
    },
  );

  test('that were changed, cut, prolonged or sealed by another key are refused', async () => {
    const whole = await written([randomBytes(FRAME_BYTES), randomBytes(500)]);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const changed = Buffer.from(whole);
        changed[at]! ^= bits;
        await expect(read(changed)).rejects.toThrow(BadFrame);
        await expect(read(whole.subarray(0, at))).rejects.toThrow(BadFrame);
      }),
      { numRuns: 60 },
    );
    await expect(read(Buffer.concat([whole, whole]))).rejects.toThrow(/follows its end/);
    await expect(read(whole, 99, { ...fileKey, key: randomBytes(32) })).rejects.toThrow(BadFrame);
    await expect(read(whole, 99, { ...fileKey, headDigest: randomBytes(32) })).rejects.toThrow(BadFrame);
  });

  test('cannot change places, and none can be left out', async () => {
    const frames = [0, 1, 2].map((index) => sealFrame(fileKey, index, index === 2, randomBytes(100)));
    const [first, second, third] = frames as [Buffer, Buffer, Buffer];
    for (const wrong of [
      [second, first, third],
      [first, third],
      [first, second],
      [first, first, second, third],
    ])
      await expect(read(Buffer.concat(wrong))).rejects.toThrow(BadFrame);
  });
});
