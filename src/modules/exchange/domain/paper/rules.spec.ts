import { marketScale } from '../../../../shared/pure/market/scale.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { openAccount, openBook, type BookTerms } from './index.js';
import { PERPETUAL, SPOT, TIERED } from './testing/desk.js';

const terms: BookTerms = {
  scale: marketScale(PERPETUAL),
  leverage: 10,
  marginMode: 'cross',
  fees: { maker: '0.0002', taker: '0.0005' },
  slippageBps: '2',
  fillRule: 'touch',
  funding: { kind: 'none' },
};

const refusedField = (change: Partial<BookTerms>) => {
  const account = openAccount(money('1000'));
  const result = openBook({ ...terms, ...change }, account);
  expect(account.books).toHaveLength(result.ok ? 1 : 0);
  return result.ok ? null : result.error.details.field;
};

describe('terms', () => {
  it('that are numbers of their range open a book', () => {
    expect(refusedField({})).toBeNull();
    expect(refusedField({ fees: { maker: '-0.0001', taker: '0' } })).toBeNull();
  });

  it('are refused with the field that cannot be used', () => {
    const spot = marketScale(SPOT);
    expect(refusedField({ leverage: 0 })).toBe('leverage');
    expect(refusedField({ leverage: 2.5 })).toBe('leverage');
    expect(refusedField({ scale: spot })).toBe('leverage');
    expect(refusedField({ scale: spot, leverage: 1 })).toBeNull();
    expect(refusedField({ fees: { maker: 'x', taker: '0' } })).toBe('fees.maker');
    expect(refusedField({ fees: { maker: '0', taker: '-1' } })).toBe('fees.taker');
    expect(refusedField({ slippageBps: '-2' })).toBe('slippageBps');
    expect(refusedField({ funding: { kind: 'constant', rate: '1e-4' } })).toBe('funding.rate');
    expect(refusedField({ scale: marketScale({ ...PERPETUAL, maintenanceRate: null }) })).toBe(
      'instrument.maintenanceRate',
    );
  });

  it('with tiers have a leverage that the first one allows, and tiers that rise', () => {
    const tiers = TIERED.maintenanceTiers!;
    const scale = (maintenanceTiers: typeof tiers) => marketScale({ ...TIERED, maintenanceTiers });
    expect(refusedField({ scale: scale(tiers), leverage: 25 })).toBeNull();
    expect(refusedField({ scale: scale(tiers), leverage: 26 })).toBe('leverage');
    expect(refusedField({ scale: scale([...tiers].reverse()) })).toBe('instrument.maintenanceTiers');
  });

  it('want the funding times in ascending order', () => {
    const charge = (at: number) => ({ at: epochMs(at), rate: '0.0001' });
    expect(refusedField({ funding: { kind: 'list', charges: [charge(1), charge(2)] } })).toBeNull();
    expect(refusedField({ funding: { kind: 'list', charges: [charge(2), charge(2)] } })).toBe(
      'funding.charges',
    );
  });
});
