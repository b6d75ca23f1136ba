import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meaningOf } from '../../../shared/platform/http/problem-codes.js';

const REFUSAL = /refusal\(\s*'([a-z-]+)'/g;

/** Codes that the sources of this module refuse with. */
const codes = [
  ...new Set(
    ['domain', 'application'].flatMap((room) => {
      const folder = join(__dirname, '..', room);
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
        .flatMap((file) =>
          [...readFileSync(join(folder, file), 'utf8').matchAll(REFUSAL)].map(([, code]) => code!),
        );
    }),
  ),
].sort();

describe('what this module refuses', () => {
  it.each(codes)('%s has words for people in both languages', (code) => {
    const meaning = meaningOf(code);
    expect(meaning).not.toBeNull();
    expect(meaning!.detail.ko).toMatch(/[가-힣]/);
    expect(meaning!.detail.en).toMatch(/[a-z]/);
  });

  it('is found at all', () => {
    expect(codes.length).toBeGreaterThan(14);
  });
});
