import { differingLines } from './align-lines.js';

const parts = (one: string, other: string): readonly string[] =>
  differingLines(Array.from(one), Array.from(other)).map(
    ({ left, right }) => `${one.slice(left.from, left.to)}|${other.slice(right.from, right.to)}`,
  );

describe('lines beside each other', () => {
  it.each([
    ['abc', 'abc', []],
    ['abc', 'axc', ['b|x']],
    ['abc', 'ac', ['b|']],
    ['ac', 'abc', ['|b']],
    ['abcde', 'abxyde', ['c|xy']],
    ['ab', 'abc', ['|c']],
    ['abc', 'xyz', ['abc|xyz']],
    ['', 'a', ['|a']],
    ['xbcyd', 'bczd', ['x|', 'y|z']],
  ])('%s and %s differ in %j', (one, other, expected) => {
    expect(parts(one, other)).toEqual(expected);
  });
});
