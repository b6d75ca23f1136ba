import { nearest } from './nearest.js';

describe('the nearest name', () => {
  const names = ['TB_FEED', 'TB_FEED_FILE', 'TB_ROLES'];

  it.each([
    ['TB_FEDE', 'TB_FEED'],
    ['TB_FEED_FILES', 'TB_FEED_FILE'],
    ['TB_ROLE', 'TB_ROLES'],
    ['TB_SOMETHING', null],
  ])('to %s is %s', (name, expected) => {
    expect(nearest(name, names)).toBe(expected);
  });

  it('of no names is none', () => {
    expect(nearest('TB_FEED', [])).toBeNull();
  });
});
