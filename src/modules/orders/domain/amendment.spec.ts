import fc from 'fast-check';
import { money, type Money } from '../../../shared/pure/numbers/money.js';
import { ORDER_STATUSES } from '../contracts/queries/list-orders.query.js';
import { fateOf, type ChangedOrder } from './amendment.js';
import { isEnded } from './status.js';

const WANTED = { size: money('2'), filledBefore: money('1') };
const order = (changed: Partial<ChangedOrder>): ChangedOrder => ({
  ...{ status: 'cancelled', code: 'asked', filled: money('1') },
  ...changed,
});

describe('a wish to change an order', () => {
  test('leaves what was wanted once the order is cancelled for it', () => {
    expect(fateOf(WANTED, order({}))).toEqual({ fate: 'replace', size: money('2') });
  });

  test('leaves less by what filled on the way', () => {
    expect(fateOf(WANTED, order({ filled: money('2.5') }))).toEqual({ fate: 'replace', size: money('0.5') });
  });

  test('is over when the order filled instead, or filled as much as was wanted', () => {
    expect(fateOf(WANTED, order({ status: 'filled', code: null }))).toEqual({ fate: 'filled' });
    expect(fateOf(WANTED, order({ filled: money('3') }))).toEqual({ fate: 'filled' });
    expect(fateOf(WANTED, order({ filled: money('9') }))).toEqual({ fate: 'filled' });
  });

  test.each(['liquidation', 'position-closed', 'kill-switch'])('is over when %s has cancelled it', (code) => {
    expect(fateOf(WANTED, order({ code }))).toEqual({ fate: 'ended', code });
  });

  test('is over with an order that never stood, or was refused', () => {
    expect(fateOf(WANTED, order({ status: 'absent', code: null }))).toEqual({
      fate: 'ended',
      code: 'absent',
    });
    expect(fateOf(WANTED, order({ status: 'rejected', code: 'below-minimum' }))).toMatchObject({
      fate: 'ended',
    });
  });

  test('waits while the order may still act, and never makes both together more than was wanted', () => {
    const size = fc.bigInt({ min: 1n, max: 10n ** 24n });
    fc.assert(
      fc.property(
        fc.constantFrom(...ORDER_STATUSES),
        fc.constantFrom('asked', 'liquidation', null),
        size,
        size,
        size,
        (status, code, wanted, before, since) => {
          const filled = (before + since) as Money;
          const rest = { size: wanted as Money, filledBefore: before as Money };
          const fate = fateOf(rest, { status, code, filled });
          expect(fate.fate === 'wait').toBe(!isEnded(status));
          if (fate.fate !== 'replace') return;
          expect(fate.size).toBeGreaterThan(0n);
          expect(fate.size + since).toBe(wanted);
        },
      ),
    );
  });
});
