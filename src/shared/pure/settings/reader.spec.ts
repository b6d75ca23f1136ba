import fc from 'fast-check';
import { plainText, SettingsReader } from './reader.js';

describe('reading settings', () => {
  test('missing members take their defaults and refuse nothing', () => {
    const reader = SettingsReader.open({});
    expect(reader.decimal('margin', '20', { above: '0' })).toBe('20');
    expect(reader.integer('levels', 20, 2, 200)).toBe(20);
    expect(reader.oneOf('mode', ['spot', 'long'], 'spot')).toBe('spot');
    expect(reader.boolean('on', true)).toBe(true);
    expect(reader.text('symbol', 'BTC/USDT', /^[A-Z/]+$/, 'a symbol')).toBe('BTC/USDT');
    expect(reader.optionalDecimal('cap', {})).toBeNull();
    expect(reader.objects('list', 3)).toBeNull();
    expect(reader.decimals('amounts', 3, {})).toBeNull();
    reader.close();
    expect(reader.refusals).toEqual([]);
  });

  test('every wrong member is refused with field, value and what is allowed, all at once', () => {
    const reader = SettingsReader.open({
      margin: 0,
      levels: 1.5,
      mode: 'sideways',
      on: 'yes',
      symbol: 7,
      cap: -1,
      need: null,
      deep: [],
      many: [1, 2],
      amounts: ['1', 'x'],
      extra: true,
    });
    reader.decimal('margin', '20', { above: '0', max: '100' });
    reader.integer('levels', 20, 2, 200);
    reader.oneOf('mode', ['spot', 'long'], 'spot');
    reader.boolean('on', true);
    reader.text('symbol', 'BTC/USDT', /^[A-Z/]+$/, 'a symbol');
    reader.optionalDecimal('cap', { min: '0' });
    reader.requiredDecimal('need', { min: '1', max: '5' });
    reader.object('deep');
    reader.objects('many', 3);
    reader.decimals('amounts', 3, {});
    reader.close();
    expect(reader.refusals).toEqual([
      { field: 'margin', value: '0', allowed: 'a decimal > 0 and <= 100' },
      { field: 'levels', value: '1.5', allowed: 'a whole number 2..200' },
      { field: 'mode', value: 'sideways', allowed: 'one of spot, long' },
      { field: 'on', value: 'yes', allowed: 'true or false' },
      { field: 'symbol', value: '7', allowed: 'a symbol' },
      { field: 'cap', value: '-1', allowed: 'a decimal >= 0' },
      { field: 'need', value: 'null', allowed: 'required, a decimal 1..5' },
      { field: 'deep', value: '[]', allowed: 'a JSON object' },
      { field: 'many[0]', value: '1', allowed: 'a JSON object' },
      { field: 'many[1]', value: '2', allowed: 'a JSON object' },
      { field: 'amounts[1]', value: 'x', allowed: 'a decimal of any size' },
      {
        field: 'extra',
        value: 'true',
        allowed: 'no such setting; known: margin, levels, mode, on, symbol, cap, need, deep, many, amounts',
      },
    ]);
  });

  test('nested objects and lists are read member by member with their paths', () => {
    const reader = SettingsReader.open({ stop: { value: '5' }, profits: [{ share: '0' }, {}] });
    const stop = reader.object('stop');
    expect([stop.boolean('enabled', true), stop.decimal('value', '1', {})]).toEqual([true, '5']);
    const shares = reader.objects('profits', 3)!.map((level) => level.decimal('share', '30', { above: '0' }));
    expect(shares).toEqual(['30', '30']);
    expect(reader.refusals.map(({ field }) => field)).toEqual(['profits[0].share']);
  });

  test('a document that is no object is refused whole', () => {
    for (const document of [null, 'text', 7, [1]]) {
      expect(SettingsReader.open(document).refusals).toHaveLength(1);
    }
  });

  test('too long a list is refused', () => {
    const reader = SettingsReader.open({ profits: [{}, {}], amounts: ['1', '2'] });
    reader.objects('profits', 1);
    reader.decimals('amounts', 1, {});
    expect(reader.refusals.map(({ allowed }) => allowed)).toEqual([
      'an array of at most 1 objects',
      'an array of at most 1 decimals',
    ]);
  });

  test('inherited names are not read from the document', () => {
    expect(SettingsReader.open({}).text('constructor', 'none', /.*/, 'text')).toBe('none');
  });

  test('numbers mean their shortest decimal text, without an exponent', () => {
    expect(plainText(1e-7)).toBe('0.0000001');
    expect(plainText(1.5e21)).toBe('1500000000000000000000');
    expect(plainText(-2.5e-8)).toBe('-0.000000025');
    expect(plainText(Number.NaN)).toBeNull();
  });

  test('every finite number is the same number as its text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(plainText(value))).toBe(Object.is(value, -0) ? 0 : value);
      }),
    );
  });

  test('whole numbers written as text are whole numbers', () => {
    expect(SettingsReader.open({ n: '12' }).integer('n', 1, 1, 20)).toBe(12);
    expect(SettingsReader.open({ n: '1e1' }).integer('n', 1, 1, 20)).toBe(1);
  });
});
