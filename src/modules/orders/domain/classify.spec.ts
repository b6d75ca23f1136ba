import fc from 'fast-check';
import { classify } from './classify.js';

describe('what an answer of a venue proves', () => {
  it('a refusal that is proven to come before acceptance is a no', () => {
    expect(classify({ outcome: 'rejected', code: 'below-minimum' })).toEqual({
      kind: 'rejected',
      code: 'below-minimum',
    });
  });

  it('an order for the position mode that the account is not in was not taken', () => {
    expect(classify({ outcome: 'rejected', code: 'position-mode' }).kind).toBe('rejected');
  });

  it('one that came after the deadline was never looked at', () => {
    expect(classify({ outcome: 'rejected', code: 'deadline-passed' })).toEqual({ kind: 'absent' });
  });

  it('a refusal that is on no list, or has no code, proves nothing', () => {
    expect(classify({ outcome: 'rejected', code: 'system-busy' })).toMatchObject({ kind: 'unanswered' });
    expect(classify({ outcome: 'rejected', code: null })).toMatchObject({ kind: 'unanswered' });
    fc.assert(
      fc.property(fc.string({ minLength: 21 }), (code) => {
        expect(classify({ outcome: 'rejected', code }).kind).toBe('unanswered');
      }),
    );
  });

  it('a duplicate is no failure: the order exists and has to be read', () => {
    expect(classify({ outcome: 'duplicate', code: null })).toEqual({ kind: 'unanswered', code: 'duplicate' });
  });

  it('an answer that belongs to a cancel, or none, proves nothing about an order', () => {
    for (const outcome of ['unknown', 'not-found', 'cancelled'] as const)
      expect(classify({ outcome, code: null }).kind).toBe('unanswered');
  });
});
