import { marketScale, priceOf } from '../../../../shared/pure/market/scale.js';
import { hyperRsiMarket, previewHyperRsi, readHyperRsiSettings, type HyperRsiPreview } from '../index.js';
import { PERPETUAL, SPOT } from '../testing/bot.js';

interface Facts {
  readonly equity?: string;
  readonly cash?: string;
  readonly atr?: number | null;
  readonly price?: string;
}

function preview(document: object = {}, facts: Facts = {}, instrument = PERPETUAL): HyperRsiPreview {
  const { equity = '10000', cash = equity, atr = null, price = '100' } = facts;
  const read = readHyperRsiSettings(document, { kind: instrument.kind, equity });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const scale = marketScale(instrument, 3);
  const market = hyperRsiMarket(scale, { taker: '0.0005' });
  return previewHyperRsi(read.value, market, { price: priceOf(scale, price), equity, cash, atr });
}

const side = (shown: HyperRsiPreview, which: 'long' | 'short') =>
  shown.sides.find((one) => one.side === which)!.entries;

describe('a preview', () => {
  it('shows every entry at its level, with size, average, notional and margin so far', () => {
    const shown = preview({ direction: 'long', marginMode: 'isolated', pyramidingLimit: 2 });
    expect(shown.sides).toEqual([
      {
        side: 'long',
        entries: [
          {
            entry: 1,
            price: '100',
            size: '2',
            notional: '200',
            averagePrice: '100',
            totalNotional: '200',
            margin: '20',
            stopPrice: '95',
            liquidationPrice: '90.452',
            // 2 x 5 and fees on 200 and 190.
            loss: '10.195',
          },
          {
            entry: 2,
            price: '97',
            size: '2.06',
            notional: '199.82',
            averagePrice: '98.477832512315',
            totalNotional: '399.82',
            margin: '39.982',
            stopPrice: '93.553',
            liquidationPrice: '89.075',
            // 399.82 - 4.06 x 93.553, and fees on both.
            loss: '20.38464259',
          },
        ],
      },
    ]);
    expect(shown.worstCase).toEqual({ notional: '399.82', margin: '39.982', loss: '20.38464259' });
    expect([shown.refusals, shown.warnings]).toEqual([[], []]);
  });

  it('goes up for a short, and the larger of both sides is the worst case', () => {
    const shown = preview();
    expect(side(shown, 'short').map(({ price }) => price)).toEqual(['100', '103', '104.522', '105.546']);
    expect(side(shown, 'long').map(({ price }) => price)).toEqual(['100', '97', '95.523', '94.549']);
    const totals = shown.sides.map(({ entries }) => Number(entries.at(-1)!.totalNotional));
    expect(Number(shown.worstCase.notional)).toBe(Math.max(...totals));
    expect(shown.maxNotional).toBe('100000');
  });

  it('measures from the last entry, in amounts and in the ATR of now', () => {
    const last = { direction: 'long', pyramidingReference: 'last' } as const;
    const prices = (document: object, facts?: Facts) =>
      side(preview(document, facts), 'long').map(({ price }) => price);
    expect(prices({ ...last, pyramidingSpacing: { unit: 'amount', value: 2 } })).toEqual([
      '100',
      '98',
      '96',
      '94',
    ]);
    expect(prices({ ...last, pyramidingSpacing: { unit: 'atr', value: 2 } }, { atr: 0.5 })).toEqual([
      '100',
      '99',
      '98',
      '97',
    ]);
  });

  it('adds at the same price where they need none', () => {
    const shown = preview({ direction: 'long', pyramidingNeedsPrice: false });
    expect(side(shown, 'long').map(({ price }) => price)).toEqual(['100', '100', '100', '100']);
    expect(shown.worstCase.notional).toBe('800');
  });

  it('without a stop shows the liquidation price, and what a liquidation takes', () => {
    const off = { direction: 'long', pyramidingLimit: 1, stopLoss: { enabled: false } };
    const isolated = preview({ ...off, marginMode: 'isolated' });
    expect(side(isolated, 'long')[0]).toMatchObject({
      stopPrice: null,
      liquidationPrice: '90.452',
      loss: '20',
    });
    const cross = preview(off, { equity: '100' });
    // (200 - 100) / (2 x 0.995), down to the tick.
    expect(side(cross, 'long')[0]).toMatchObject({
      stopPrice: null,
      liquidationPrice: '50.251',
      loss: '100',
    });
    expect(cross.warnings).toEqual([
      { code: 'no-stop', details: { side: 'long', entry: 1, liquidation: '50.251' } },
    ]);
  });

  it('on spot has no liquidation, and without a stop may lose all that was bought', () => {
    const shown = preview({ pyramidingLimit: 1, stopLoss: { enabled: false } }, {}, SPOT);
    expect(shown.sides.map((one) => one.side)).toEqual(['long']);
    expect(side(shown, 'long')[0]).toMatchObject({ margin: '20', liquidationPrice: null, loss: '20' });
    expect(shown.warnings).toEqual([
      { code: 'no-stop', details: { side: 'long', entry: 1, liquidation: null } },
    ]);
  });

  it('stops where a level is not above zero', () => {
    const shown = preview({
      direction: 'long',
      pyramidingSpacing: { unit: 'amount', value: 60 },
      stopLoss: { enabled: false },
    });
    expect(side(shown, 'long').map(({ price }) => price)).toEqual(['100', '40']);
  });
});

describe('what a preview refuses and warns of, with the numbers', () => {
  it('an entry below the minimum of the venue: a refusal of the first, a warning of an add', () => {
    const small = { direction: 'long', marginUnit: 'base', leverage: 1, margin: '0.04', pyramidingLimit: 1 };
    expect(preview(small).refusals).toEqual([
      {
        code: 'below-minimum',
        details: { side: 'long', entry: 1, size: '0.04', price: '100', minSize: '0.01', minNotional: '5' },
      },
    ]);
    const shrinking = preview({
      direction: 'long',
      margin: '0.6',
      entryMultiplier: '0.5',
      pyramidingLimit: 2,
    });
    expect(shrinking.refusals).toEqual([]);
    expect(shrinking.warnings[0]).toMatchObject({
      code: 'below-minimum',
      details: { entry: 2, size: '0.03' },
    });
  });

  it('too little money for the first entry, or for an add after what the ones before have lost', () => {
    const poor = preview({ direction: 'long', maxNotional: 1000 }, { equity: '19' });
    expect(poor.refusals).toEqual([
      { code: 'insufficient-margin', details: { side: 'long', entry: 1, needed: '20.1', available: '19' } },
    ]);
    const later = preview({ direction: 'long', pyramidingLimit: 2, maxNotional: 1000 }, { equity: '45' });
    expect(later.refusals).toEqual([]);
    expect(later.warnings[0]).toEqual({
      code: 'insufficient-margin',
      // 20 + 19.982 + fee; 45 less 6 lost and the fee of the first.
      details: { side: 'long', entry: 2, needed: '40.08191', available: '38.9' },
    });
    expect(preview({ pyramidingLimit: 1 }, { equity: '1000', cash: '10' }, SPOT).refusals).toEqual([
      { code: 'insufficient-funds', details: { side: 'long', entry: 1, needed: '20.01', available: '10' } },
    ]);
  });

  it('a cycle above maxNotional, where margins in base units hide it from the settings', () => {
    const shown = preview({
      direction: 'long',
      marginUnit: 'base',
      margin: 2,
      pyramidingLimit: 1,
      maxNotional: 150,
    });
    expect(shown.refusals).toEqual([
      {
        code: 'above-max-notional',
        details: { side: 'long', entry: 1, notional: '200', maxNotional: '150' },
      },
    ]);
  });

  it('a stop that acts before the next add, unless it waits for the last entry', () => {
    const narrow = { direction: 'long', pyramidingLimit: 2, stopLoss: { value: 2 } };
    expect(preview(narrow).warnings).toEqual([
      { code: 'stop-before-add', details: { side: 'long', entry: 1, level: '97', stop: '98' } },
    ]);
    expect(preview({ ...narrow, stopOnlyAfterLastEntry: true }).warnings).toEqual([]);
  });

  it('a liquidation that comes before the stop, and then takes the margin', () => {
    const risky = { direction: 'short', marginMode: 'isolated', leverage: 25, pyramidingLimit: 1 };
    const shown = preview(risky);
    expect(shown.warnings).toEqual([
      {
        code: 'liquidation-before-stop',
        details: { side: 'short', entry: 1, liquidation: '103.483', stop: '105' },
      },
    ]);
    expect(shown.worstCase.loss).toBe('20');
  });

  it('an ATR that is not known', () => {
    const shown = preview({ direction: 'long', pyramidingLimit: 1, stopLoss: { unit: 'atr', value: 3 } });
    expect(shown.warnings).toEqual([{ code: 'atr-unknown', details: {} }]);
    expect(side(shown, 'long')[0]).toMatchObject({ stopPrice: '99.7' });
  });
});
