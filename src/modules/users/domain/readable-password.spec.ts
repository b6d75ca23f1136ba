import fc from 'fast-check';
import { readablePassword } from './readable-password.js';

describe('a password that is made', () => {
  it('has 24 characters in groups of four, none of them taken for another', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (draws) => {
        const password = readablePassword((bound) => draws.next().value! % bound);
        expect(password).toMatch(/^(?:[a-z2-9]{4}-){5}[a-z2-9]{4}$/);
        expect(password).not.toMatch(/[01ilo]/);
      }),
    );
  });

  it('draws every character anew, each as likely as the other', () => {
    const bounds: number[] = [];
    const password = readablePassword((bound) => {
      bounds.push(bound);
      return (bounds.length * 7) % bound;
    });
    expect(bounds).toEqual(Array.from({ length: 24 }, () => 31));
    expect(new Set(password.replaceAll('-', '')).size).toBe(24);
  });
});
