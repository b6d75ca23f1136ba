import { money } from '../../../shared/pure/numbers/money.js';
import { differences, refold, type KeptInput } from './audit.js';
import { fill } from './testing/fills.js';

const inputs: readonly KeptInput[] = [
  { kind: 'fill', positionId: 'p1', nextPositionId: null, fill: fill('buy', '1', '100') },
  { kind: 'fill', positionId: 'other', nextPositionId: null, fill: fill('sell', '7', '3') },
  { kind: 'funding', positionId: 'p1', amount: money('-0.5') },
  { kind: 'fill', positionId: 'p1', nextPositionId: 'p2', fill: fill('sell', '3', '120') },
  // Bills can come late.
  { kind: 'funding', positionId: 'p1', amount: money('0.1') },
];

describe('folding again', () => {
  it('gives every position its own life, also the one that a fill turned into', () => {
    const lives = refold(inputs);
    expect([...lives].map(([id, { side, size }]) => [id, side, size === 0n])).toEqual([
      ['p1', 'long', true],
      ['other', 'short', false],
      ['p2', 'short', false],
    ]);
    expect(lives.get('p1')!.funding).toBe(money('-0.4'));
  });

  it('finds nothing when stored and folded agree', () => {
    expect(differences(refold(inputs), refold(inputs))).toEqual([]);
  });

  it('names the field that differs, with both values', () => {
    const stored = new Map(refold(inputs));
    stored.set('p1', { ...stored.get('p1')!, fees: money('0.01') });
    expect(differences(stored, refold(inputs))).toEqual([
      { positionId: 'p1', field: 'fees', stored: '0.01', folded: '0' },
    ]);
  });

  it('names a position without inputs, and inputs without a position', () => {
    const stored = new Map(refold(inputs));
    stored.set('ghost', stored.get('other')!);
    stored.delete('p2');
    const found = differences(stored, refold(inputs));
    expect(found.filter(({ field }) => field === 'size')).toEqual([
      { positionId: 'ghost', field: 'size', stored: '7', folded: 'missing' },
      { positionId: 'p2', field: 'size', stored: 'missing', folded: '2' },
    ]);
  });
});
