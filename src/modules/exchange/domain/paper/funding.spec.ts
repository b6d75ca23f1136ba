import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { Desk, SPOT } from './testing/desk.js';

const flat = (price: string) => [price, price, price, price] as const;
const at = (time: string) => epochMs(Date.parse(time));

describe('funding', () => {
  it('at a constant rate falls at 00:00, 08:00 and 16:00 UTC, on the position before the open and at the open', () => {
    const desk = new Desk({
      funding: { kind: 'constant', rate: '0.0001' },
      start: '2024-01-01T07:58:00Z',
      leverage: 1,
    });
    desk.enter('buy', '1.5', '100');
    desk.put(desk.market('sell', '1.5', { reason: 'exit' }));
    // 08:00: 1.5 x 101 x 0.0001
    expect(desk.run(flat('101'))).toEqual([
      'funding 0.01515 @ 101',
      'open sell 1.5 @ 101 taker 0.07575 exit',
    ]);
  });

  it('of the candle that ends at the funding time is not due yet', () => {
    const desk = new Desk({ funding: { kind: 'constant', rate: '0.0001' }, start: '2024-01-01T07:57:00Z' });
    desk.enter('buy', '1', '100');
    expect(desk.run(flat('100'))).toEqual([]);
    expect(desk.run(flat('100'))).toEqual(['funding 0.01 @ 100']);
    expect(desk.run(flat('100'))).toEqual([]);
  });

  it('is paid by shorts when the rate is negative and received by them when it is positive', () => {
    for (const [rate, amount] of [
      ['-0.0001', '0.01'],
      ['0.0001', '-0.01'],
    ] as const) {
      const desk = new Desk({ funding: { kind: 'constant', rate }, start: '2024-01-01T07:58:00Z' });
      desk.enter('sell', '1', '100');
      expect(desk.run(flat('100'))).toEqual([`funding ${amount} @ 100`]);
    }
  });

  it('rounds a charge up and a receipt down to the quote scale', () => {
    // 0.001 x 100.01 x 0.0000123 = 0.000001230123
    for (const [side, amount] of [
      ['buy', '0.00000124'],
      ['sell', '-0.00000123'],
    ] as const) {
      const desk = new Desk({
        funding: { kind: 'constant', rate: '0.0000123' },
        start: '2024-01-01T07:58:00Z',
        instrument: { ...SPOT, kind: 'perpetual', maintenanceRate: '0.005', minNotional: '0' },
      });
      desk.enter(side, '0.001', '100');
      expect(desk.run(flat('100.01'))).toEqual([`funding ${amount} @ 100.01`]);
    }
  });

  it('that fell due in a gap is charged at the next candle, each time for itself', () => {
    const desk = new Desk({ funding: { kind: 'constant', rate: '0.0001' }, start: '2024-01-01T07:57:00Z' });
    desk.enter('buy', '1', '100');
    desk.skip(24 * 60);
    expect(desk.run(flat('100'))).toEqual(Array(3).fill('funding 0.01 @ 100'));
    expect(desk.events.flatMap((event) => (event.kind === 'funding' ? [event.at] : []))).toEqual([
      at('2024-01-01T08:00:00Z'),
      at('2024-01-01T16:00:00Z'),
      at('2024-01-02T00:00:00Z'),
    ]);
  });

  it('of a list comes at its own times and rates', () => {
    const charges = [
      { at: at('2024-01-01T00:01:30Z'), rate: '0.001' },
      { at: at('2024-01-01T00:02:00Z'), rate: '-0.002' },
      { at: at('2024-01-01T00:02:59Z'), rate: '0.003' },
    ];
    const desk = new Desk({ funding: { kind: 'list', charges } });
    desk.enter('buy', '1', '100');
    expect(desk.run(flat('100'))).toEqual(['funding -0.2 @ 100', 'funding 0.3 @ 100']);
  });

  it('does not exist on spot', () => {
    const desk = new Desk({
      instrument: SPOT,
      funding: { kind: 'constant', rate: '0.1' },
      start: '2024-01-01T07:58:00Z',
    });
    desk.enter('buy', '1', '100');
    expect(desk.run(flat('100'))).toEqual([]);
  });
});
