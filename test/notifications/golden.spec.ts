import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { priorityOf, write } from '../../src/modules/notifications/domain/index.js';
import { SAMPLES } from './samples.js';

const GOLDEN = join(__dirname, 'golden');
const LANGUAGES = ['ko', 'en'] as const;
const kinds = Object.keys(SAMPLES) as (keyof typeof SAMPLES)[];
const files = kinds.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language })));

/** The samples of one kind in one language as their golden file has them: what is special, its priority, its text. */
const page = (kind: keyof typeof SAMPLES, language: (typeof LANGUAGES)[number]): string =>
  Object.entries(SAMPLES[kind])
    .map(([title, telling]) => `# ${title} (${priorityOf(telling)})\n${write(telling)[language]}\n`)
    .join('\n');

describe('what people read', () => {
  it.each(files)('of $kind in $language is what its golden file says', ({ kind, language }) => {
    expect(page(kind, language)).toBe(readFileSync(join(GOLDEN, `${kind}.${language}.txt`), 'utf8'));
  });

  it('has a golden file for every kind in both languages, and no other', () => {
    const expected = files.map(({ kind, language }) => `${kind}.${language}.txt`);
    expect(readdirSync(GOLDEN).sort()).toEqual(expected.sort());
  });

  it('says first that money is simulated, and only then', () => {
    for (const telling of kinds.flatMap((kind) => Object.values(SAMPLES[kind]))) {
      const { ko, en } = write(telling);
      const paper = 'paper' in telling && telling.paper;
      expect([ko.startsWith('[모의] '), en.startsWith('[PAPER] ')]).toEqual([paper, paper]);
    }
  });

  it('leaves no gap in a text, in either language', () => {
    for (const telling of kinds.flatMap((kind) => Object.values(SAMPLES[kind]))) {
      for (const text of Object.values(write(telling))) {
        expect(text).not.toMatch(/undefined|null|NaN|\s\s|\(\)|\{|\}/);
        expect(text).toMatch(/[.!]$/);
      }
    }
  });
});
