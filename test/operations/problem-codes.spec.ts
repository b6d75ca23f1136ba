import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems } from '../../src/shared/platform/http/problem-codes.js';

/** Sources that speak HTTP: what they refuse must have words for people. */
const sources = readdirSync(join(process.cwd(), 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter(
    (path) =>
      /^(shared\/platform\/http|modules\/[^/]+\/inbound)\/.*\.ts$/.test(path) && !path.endsWith('.spec.ts'),
  );

const uses = sources.flatMap((path) => {
  const text = readFileSync(join(process.cwd(), 'src', path), 'utf8');
  const calls = [...text.matchAll(/(?:refusal|ProblemException\.of)\(\s*'([^']+)'|ApiProblems\(([^)]*)\)/g)];
  const codes = calls.flatMap(([, code, list]) =>
    code === undefined ? [...list!.matchAll(/'([^']+)'/g)].map(([, one]) => one!) : [code],
  );
  return codes.map((code) => [code, path] as const);
});

describe('problem codes in use', () => {
  it('are found at all', () => {
    expect(uses.map(([code]) => code)).toEqual(
      expect.arrayContaining(['malformed-json', 'invalid-cursor', 'shutting-down']),
    );
  });

  it('all have Korean and English words in the catalogue', () => {
    expect(uses.filter(([code]) => !Object.hasOwn(problems, code))).toEqual([]);
  });
});
