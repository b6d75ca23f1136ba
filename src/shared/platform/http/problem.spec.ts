import fc from 'fast-check';
import { refusal } from '../../pure/refusal.js';
import { languageOf, problemBody, ProblemException } from './problem.js';
import { codeOfStatus, problems } from './problem-codes.js';

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

describe('the catalogue of problems', () => {
  it.each(Object.entries(problems))(
    'has %s in both languages, with the same numbers in both',
    (code, meaning) => {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(meaning.status).toBeGreaterThanOrEqual(400);
      for (const { en, ko } of [meaning.title, meaning.detail]) {
        expect(en).toMatch(/^[\x20-\x7e]+$/);
        expect(ko).toMatch(/[가-힣]/);
        expect(placeholders(ko)).toEqual(placeholders(en));
      }
    },
  );

  it('has a code for every status, of that status where it is a special one', () => {
    for (let status = 400; status < 600; status += 1) expect(problems).toHaveProperty(codeOfStatus(status));
    for (const { status } of Object.values(problems))
      expect(problems[codeOfStatus(status)].status).toBe(status);
  });
});

describe('a problem', () => {
  it('fills the numbers of its details into its text', () => {
    const problem = ProblemException.of('body-too-deep', { maxDepth: 32 });
    expect(problemBody(problem, 'r-1', 'en').detail).toContain('At most 32 levels');
    expect(problemBody(problem, 'r-1', 'ko').detail).toContain('32');
    expect(problem.getStatus()).toBe(400);
  });

  it('made of a refusal has the status of its code, or 422', () => {
    expect(ProblemException.from(refusal('conflict', 'x')).getStatus()).toBe(409);
    expect(ProblemException.from(refusal('never-heard-of', 'x')).getStatus()).toBe(422);
    expect(ProblemException.from(refusal('constructor', 'x')).getStatus()).toBe(422);
  });
});

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ko', 'ko'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
    ['en-US,en;q=0.9,ko;q=0.8', 'en'],
    ['ko;q=0.2, en;q=0.7', 'en'],
    ['fr, ko;q=0.1', 'ko'],
    ['ko;q=0', 'en'],
    ['de', 'en'],
    ['*', 'en'],
  ] as const)('of "%s" is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });

  it('is one of two for any header', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(['en', 'ko']).toContain(languageOf(header));
      }),
    );
  });
});
