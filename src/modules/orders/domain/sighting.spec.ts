import fc from 'fast-check';
import { ORDER_STATUSES } from '../contracts/queries/list-orders.query.js';
import { conclude, type LookedFor, type Sighting } from './sighting.js';

const unknown: LookedFor = {
  ...{ status: 'unknown', cancelWanted: false, looks: 0, believable: true, looksNeeded: 2 },
};
const nowhere: Sighting = { seen: 'nowhere' };

describe('one look at the venue for an order', () => {
  it('that is open proves that it was accepted', () => {
    expect(conclude(unknown, { seen: 'open' })).toMatchObject({
      evidence: { kind: 'accepted' },
      again: null,
    });
  });

  it('that is filled proves no more than that: its fills are counted from trades', () => {
    expect(conclude(unknown, { seen: 'filled' })).toMatchObject({
      evidence: { kind: 'accepted' },
      again: 'not-counted',
    });
  });

  it('before the venue can no longer accept it, nowhere means nothing', () => {
    const early = { ...unknown, believable: false, looks: 99 };
    expect(conclude(early, nowhere)).toEqual({ evidence: null, again: 'not-counted', cancelAgain: false });
  });

  it('after that it is believed at the second time', () => {
    expect(conclude(unknown, nowhere)).toMatchObject({ evidence: null, again: 'counted' });
    expect(conclude({ ...unknown, looks: 1 }, nowhere)).toMatchObject({
      evidence: { kind: 'absent' },
      again: null,
    });
  });

  it('an order that was there and is nowhere has ended unheard', () => {
    const open = { ...unknown, status: 'open', looks: 1 } as const;
    expect(conclude(open, nowhere).evidence).toEqual({ kind: 'cancelled', code: 'gone-at-venue' });
    expect(conclude({ ...open, cancelWanted: true }, nowhere).evidence).toMatchObject({ code: 'asked' });
  });

  it('an order whose end is wanted and that is still there is cancelled again', () => {
    const wanted = { ...unknown, status: 'cancel-requested', cancelWanted: true } as const;
    expect(conclude(wanted, { seen: 'open' })).toEqual({ evidence: null, again: null, cancelAgain: true });
  });

  it('without a full answer nothing is concluded, and without a deadline passed nothing is absent', () => {
    const order = fc.record({
      status: fc.constantFrom(...ORDER_STATUSES),
      cancelWanted: fc.boolean(),
      looks: fc.nat(5),
      believable: fc.boolean(),
      looksNeeded: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(order, (each) => {
        expect(conclude(each, { seen: 'nothing' }).evidence).toBeNull();
        const { evidence } = conclude(each, nowhere);
        if (evidence !== null) expect(each.believable && each.looks + 1 >= each.looksNeeded).toBe(true);
      }),
    );
  });
});
