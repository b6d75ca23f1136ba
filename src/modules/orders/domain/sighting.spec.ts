import fc from 'fast-check';
import { ORDER_STATUSES } from '../contracts/queries/list-orders.query.js';
import type { AbsenceSeen } from './absence.js';
import { conclude, type LookedFor, type Sighting } from './sighting.js';
import { CHILD_LOOKS } from './venue-terms.js';

const unknown: LookedFor = {
  ...{ status: 'unknown', cancelWanted: false, looks: 0, believable: true, looksNeeded: 2 },
  actsByChild: false,
  absence: 'never-accepted',
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

  it('a stop that is nowhere after it has shown itself as triggered is not believed by the looks that were counted for its child', () => {
    const stop = { ...unknown, status: 'cancel-requested', cancelWanted: true, actsByChild: true } as const;
    const child: Sighting = { seen: 'child', shown: false };
    let looks = 0;
    while (conclude({ ...stop, looks }, child).again === 'counted') looks += 1;
    expect(conclude({ ...stop, looks }, nowhere)).toMatchObject({ evidence: null, again: 'counted' });
    expect(conclude({ ...stop, looks: looks + 1 }, nowhere).evidence).toMatchObject({ code: 'asked' });
    // One that should protect is missed at once.
    expect(conclude({ ...stop, cancelWanted: false, looks: 1 }, nowhere).evidence).toMatchObject({
      code: 'gone-at-venue',
    });
    // One that has never been there cannot have triggered.
    const never = { ...stop, status: 'unknown', looks: 1 } as const;
    expect(conclude(never, nowhere).evidence).toEqual({ kind: 'absent' });
  });

  it('an order that was there and is nowhere has ended unheard', () => {
    const open = { ...unknown, status: 'open', looks: 1 } as const;
    expect(conclude(open, nowhere).evidence).toEqual({ kind: 'cancelled', code: 'gone-at-venue' });
    expect(conclude({ ...open, cancelWanted: true }, nowhere).evidence).toMatchObject({ code: 'asked' });
  });

  it('an order that may have come and gone unfilled is over, and nobody says that it never came', () => {
    const over = { ...unknown, looks: 1, absence: 'over' } as const;
    expect(conclude(over, nowhere).evidence).toEqual({ kind: 'over', code: 'forgotten' });
    expect(conclude({ ...over, status: 'open' }, nowhere).evidence).toMatchObject({ code: 'gone-at-venue' });
  });

  it('an order of which it is not sure what its absence proves is looked for again', () => {
    const unsure = { ...unknown, looks: 1, absence: 'unsure' } as const;
    for (const status of ['unknown', 'open', 'cancel-requested'] as const)
      expect(conclude({ ...unsure, status }, nowhere)).toEqual({
        ...{ evidence: null, again: 'not-counted', cancelAgain: false },
      });
  });

  it('an order whose fills may be forgotten is left to what is held, and looked for again', () => {
    const forgotten = { ...unknown, looks: 1, absence: 'forgotten' } as const;
    for (const status of ['unknown', 'needs-human', 'open', 'cancel-requested'] as const)
      expect(conclude({ ...forgotten, status }, nowhere)).toEqual({
        ...{ evidence: { kind: 'forgotten' }, again: 'not-counted', cancelAgain: false },
      });
    expect(conclude({ ...forgotten, status: 'open' }, { seen: 'filled' }).evidence).toEqual({
      kind: 'forgotten',
    });
    expect(conclude({ ...unknown, status: 'open', looks: 9 }, { seen: 'filled' }).evidence).toBeNull();
  });

  it('a stop whose child acts for it is there; without a child it is, for a while', () => {
    const open = { ...unknown, status: 'open' } as const;
    expect(conclude(unknown, { seen: 'child', shown: false }).evidence).toEqual({ kind: 'accepted' });
    expect(conclude({ ...open, looks: 99 }, { seen: 'child', shown: true })).toMatchObject({
      ...{ evidence: null, again: 'not-counted' },
    });
    expect(conclude(open, { seen: 'child', shown: false })).toMatchObject({
      evidence: null,
      again: 'counted',
    });
    expect(conclude({ ...open, looks: CHILD_LOOKS - 1 }, { seen: 'child', shown: false }).evidence).toEqual({
      ...{ kind: 'cancelled', code: 'child-missing' },
    });
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
      actsByChild: fc.boolean(),
      absence: fc.constantFrom<AbsenceSeen[]>('never-accepted', 'over', 'forgotten', 'unsure'),
    });
    fc.assert(
      fc.property(order, (each) => {
        expect(conclude(each, { seen: 'nothing' }).evidence).toBeNull();
        const { evidence } = conclude(each, nowhere);
        if (evidence !== null) expect(each.believable && each.looks + 1 >= each.looksNeeded).toBe(true);
        // What may have been there and was forgotten is neither given back nor ended by a look.
        if (evidence?.kind === 'absent') expect(each.absence).toBe('never-accepted');
        if (each.absence === 'forgotten') expect(evidence?.kind ?? 'forgotten').toBe('forgotten');
      }),
    );
  });
});
