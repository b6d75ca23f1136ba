import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Fault {
  readonly id: string;
  readonly fault: string;
  readonly tests?: readonly { readonly file: string; readonly title: string }[];
  readonly carriedBy?: 'exchanges' | 'users' | 'operations';
}

const ROOT = join(__dirname, '../..');
const faults = JSON.parse(readFileSync(join(ROOT, 'tools/faults/faults.json'), 'utf8')) as readonly Fault[];

/** How many faults each area of the catalogue has. */
const AREAS = { A: 30, B: 29, C: 12, D: 14, E: 11, F: 10, G: 4, H: 17, I: 5, J: 8, K: 9, L: 8, M: 10 };

const ALL = Object.entries(AREAS).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`),
);

describe('the table of faults', () => {
  it('has all 167, each once, in order', () => {
    expect(faults.map(({ id }) => id)).toEqual(ALL);
  });

  it.each(faults)('$id names tests, or the topic that carries it', ({ tests, carriedBy }) => {
    if (tests === undefined) {
      expect(['exchanges', 'users', 'operations']).toContain(carriedBy);
      return;
    }
    expect(carriedBy).toBeUndefined();
    expect(tests.length).toBeGreaterThan(0);
  });
});
