import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GRID_TEXTS } from './describe.js';

const CODE = /(?:refusal|note|gate|stopBot)\((?:[^'()]*,)?\s*'([a-z-]+)'/g;

function codesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(CODE)].map((match) => match[1]!),
    );
}

const blanks = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

describe('what a grid says', () => {
  it('every code in the domain has words', () => {
    const codes = [...new Set(codesIn(__dirname))];
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !Object.hasOwn(GRID_TEXTS, code))).toEqual([]);
  });

  it.each(Object.entries(GRID_TEXTS))(
    '%s is said in Korean and English, with the same numbers',
    (_, { ko, en }) => {
      expect(ko).toMatch(/[가-힣]/);
      expect(en).toMatch(/[a-z]/);
      expect(blanks(ko)).toEqual(blanks(en));
    },
  );
});
