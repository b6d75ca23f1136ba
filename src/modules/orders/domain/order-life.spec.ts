import fc from 'fast-check';
import { money, ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import { ORDER_STATUSES } from '../contracts/queries/list-orders.query.js';
import { learn, type Evidence, type OrderLife, type Telling } from './order-life.js';
import { isEnded, stronger } from './status.js';

const PLANNED: OrderLife = {
  type: 'limit',
  size: money('3'),
  status: 'planned',
  code: null,
  filled: ZERO_MONEY,
  announced: false,
};
const SENDING: OrderLife = { ...PLANNED, status: 'sending' };

const fill = (size: string, flat = false): Evidence => ({ kind: 'filled', size: money(size), flat });
const ACCEPTED: Evidence = { kind: 'accepted' };
const LOST: Evidence = { kind: 'unanswered', code: 'timeout' };
const CANCELLED: Evidence = { kind: 'cancelled', code: 'asked' };
const REJECTED: Evidence = { kind: 'rejected', code: 'below-minimum' };

function live(start: OrderLife, ...evidence: readonly Evidence[]): { life: OrderLife; told: Telling[] } {
  let life = start;
  const told: Telling[] = [];
  for (const piece of evidence) {
    const learnt = learn(life, piece);
    life = learnt.life;
    told.push(...learnt.tell);
  }
  return { life, told };
}

describe('the life of an order', () => {
  test('runs from its acceptance over parts to the whole', () => {
    expect(live(SENDING, ACCEPTED).life.status).toBe('open');
    expect(live(SENDING, ACCEPTED, fill('1')).life.status).toBe('partial');
    const { life, told } = live(SENDING, ACCEPTED, fill('1'), fill('2'));
    expect(life).toMatchObject({ status: 'filled', filled: money('3') });
    expect(told).toEqual(['placed']);
  });

  test('an order whose time is over was there, has expired once and keeps what it filled', () => {
    const expired: Evidence = { kind: 'expired', code: 'not-filled-at-once' };
    expect(live(SENDING, expired, expired)).toMatchObject({
      life: { status: 'expired', code: 'not-filled-at-once' },
      told: ['placed', 'expired'],
    });
    expect(live(SENDING, ACCEPTED, fill('1'), expired).life).toMatchObject({
      status: 'expired',
      filled: money('1'),
    });
    expect(live(SENDING, expired, fill('3')).life.status).toBe('filled');
  });

  test('of a market order waits as accepted, because it does not rest', () => {
    expect(live({ ...SENDING, type: 'market' }, ACCEPTED).life.status).toBe('acked');
  });

  test('a fill before the acceptance tells both, the acceptance first and once', () => {
    const { life, told } = live(SENDING, fill('3'), ACCEPTED);
    expect(life.status).toBe('filled');
    expect(told).toEqual(['placed']);
  });

  test('an order that was cancelled after a part stays cancelled and keeps the part', () => {
    const { life } = live(SENDING, ACCEPTED, fill('1'), CANCELLED);
    expect(life).toMatchObject({ status: 'cancelled', code: 'asked', filled: money('1') });
  });

  test('a fill that comes after the end is counted, also after a conclusion of ours that it proves wrong', () => {
    for (const end of [CANCELLED, REJECTED, { kind: 'absent' } as const]) {
      expect(live(SENDING, LOST, end, fill('1')).life.filled).toBe(money('1'));
      expect(live(SENDING, LOST, end, fill('1'), fill('2')).life.status).toBe('filled');
    }
    expect(live(SENDING, LOST, { kind: 'absent' }, fill('1')).life.status).toBe('partial');
  });

  test('no answer is no end: whatever is learnt later decides', () => {
    expect(live(SENDING, LOST).life).toMatchObject({ status: 'unknown', code: 'timeout' });
    expect(live(SENDING, LOST, ACCEPTED).life).toMatchObject({ status: 'open', code: null });
    expect(live(SENDING, LOST, REJECTED)).toMatchObject({
      life: { status: 'rejected' },
      told: ['rejected'],
    });
    expect(live(SENDING, LOST, { kind: 'undecided' }, ACCEPTED).life.status).toBe('open');
    expect(live(SENDING, LOST, { kind: 'absent' }).told).toEqual(['lost']);
    const forgotten = live(SENDING, LOST, { kind: 'undecided' }, { kind: 'forgotten' });
    expect(forgotten).toMatchObject({
      life: { status: 'needs-human', code: 'forgotten' },
      told: ['undecided'],
    });
    const resting = live(SENDING, ACCEPTED, { kind: 'forgotten' });
    expect(resting).toMatchObject({ life: { status: 'open', code: 'forgotten' }, told: ['placed'] });
    const over = live(SENDING, LOST, { kind: 'forgotten' }, { kind: 'over', code: 'forgotten' });
    expect(over).toMatchObject({ life: { status: 'cancelled' }, told: ['undecided', 'cancelled'] });
    expect(live(SENDING, CANCELLED, { kind: 'forgotten' }).life.code).toBe('asked');
  });

  test('a wish to cancel is no cancellation, and is nothing at all before the venue has answered', () => {
    expect(live(SENDING, { kind: 'cancel-asked' }).life.status).toBe('sending');
    expect(live(SENDING, ACCEPTED, { kind: 'cancel-asked' }).life.status).toBe('cancel-requested');
    expect(live(SENDING, ACCEPTED, { kind: 'cancel-asked' }, fill('3')).life.status).toBe('filled');
  });

  test('an order that is given up before it was sent ends at once and was never placed', () => {
    const { life, told } = live(PLANNED, { kind: 'withdrawn', code: 'asked' });
    expect(life).toMatchObject({ status: 'cancelled', announced: false });
    expect(told).toEqual(['cancelled']);
  });

  test('a reduce-only order that was cut to the position is complete with it', () => {
    expect(live(SENDING, ACCEPTED, fill('2', true)).life.status).toBe('filled');
  });

  test('a trigger is complete when it has acted, with a trade or without', () => {
    const trigger: OrderLife = { ...SENDING, type: 'trigger', size: null };
    expect(live(trigger, ACCEPTED, { kind: 'triggered' }).life.status).toBe('filled');
    expect(live(trigger, ACCEPTED, { kind: 'triggered' }, fill('7')).life.filled).toBe(money('7'));
  });

  /** The history of one order as a venue tells it. */
  const history = fc.tuple(
    fc.array(fc.constantFrom('1', '0.5', '0.25'), { maxLength: 4 }),
    fc.constantFrom<readonly Evidence[]>([], [CANCELLED], [REJECTED]),
    fc.constantFrom<readonly Evidence[]>([ACCEPTED], [LOST, ACCEPTED], [ACCEPTED, { kind: 'triggered' }]),
    fc.boolean(),
  );
  const shuffledHistory = history.chain(([sizes, end, start, repeated]) => {
    // Fills are counted by their trade ids before they come here; all else may be told twice.
    const told = [...start, ...end];
    const pieces = [...told, ...(repeated ? told : []), ...sizes.map((size) => fill(size))];
    return fc.tuple(
      fc.constant(pieces),
      fc.shuffledSubarray(pieces, { minLength: pieces.length, maxLength: pieces.length }),
    );
  });

  test('ends in one state however its reports are ordered, with every fill counted and everything told once', () => {
    fc.assert(
      fc.property(shuffledHistory, ([inOrder, shuffled]) => {
        const expected = live(SENDING, ...inOrder);
        const { life, told } = live(SENDING, ...shuffled);
        expect(life.status).toBe(expected.life.status);
        expect(life.filled).toBe(expected.life.filled);
        expect(life.filled).toBe(
          inOrder.reduce(
            (sum, piece) => (piece.kind === 'filled' ? ((sum + piece.size) as Money) : sum),
            ZERO_MONEY,
          ),
        );
        expect(life.announced).toBe(expected.life.announced);
        expect(new Set(told).size).toBe(told.length);
      }),
      { numRuns: 2_000 },
    );
  });

  test('never goes back: no report makes anything known before unknown, and no fill less', () => {
    const anything = fc.constantFrom<Evidence>(
      ...[ACCEPTED, LOST, CANCELLED, REJECTED, fill('1'), fill('3')],
      ...([
        { kind: 'absent' },
        { kind: 'undecided' },
        { kind: 'forgotten' },
        { kind: 'over', code: 'forgotten' },
        { kind: 'cancel-asked' },
        { kind: 'triggered' },
      ] as const),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...ORDER_STATUSES),
        fc.array(anything, { maxLength: 6 }),
        (status, evidence) => {
          let life: OrderLife = { ...PLANNED, status };
          for (const piece of evidence) {
            const next = learn(life, piece).life;
            expect(stronger(life.status, next.status)).toBe(next.status);
            expect(next.filled).toBeGreaterThanOrEqual(life.filled);
            life = next;
          }
        },
      ),
    );
  });

  test('statuses are in one line, and an end of the venue stays one', () => {
    for (const left of ORDER_STATUSES)
      for (const right of ORDER_STATUSES) {
        expect(stronger(left, right)).toBe(stronger(right, left));
        if (['cancelled', 'rejected', 'filled'].includes(left))
          expect(isEnded(stronger(left, right))).toBe(true);
      }
  });
});
