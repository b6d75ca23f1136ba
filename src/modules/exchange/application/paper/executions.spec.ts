import { Desk } from '../../domain/paper/testing/desk.js';
import { endingsOf, executionsOf } from './executions.js';
import type { PaperBook } from './paper-account.js';

const paperBook = (desk: Desk): PaperBook => ({
  symbol: desk.scale.instrument.symbol,
  book: desk.book,
  terms: {
    ...{ instrument: desk.scale.instrument, candleDecimals: 2, slippageBps: '0', fillRule: 'touch' },
    ...{ fees: { maker: '0', taker: '0' }, fundingRate: null, tradePrefix: 'p/' },
  },
});

describe('what a paper book tells', () => {
  it('is a liquidation as one execution, before the cancellations that it causes', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '1000', { leg: 'entry' });
    desk.put(desk.stop('sell', '800', '1', { leg: 'stop' }));
    const from = desk.events.length;
    desk.run(['1000', '1000', '850', '850']);
    const events = desk.events.slice(from);
    expect(executionsOf(paperBook(desk), events)).toEqual([
      {
        ...{ kind: 'liquidated', tradeId: '2', side: 'sell', price: '904.5', size: '1', fee: '4.5' },
        ...{ feeCurrency: 'USDT', at: Date.parse('2024-01-01T00:02:59.999Z') },
      },
      {
        ...{ kind: 'cancelled', clientOrderId: 'stop', code: 'liquidation' },
        at: Date.parse('2024-01-01T00:02:59.999Z'),
      },
    ]);
    expect(endingsOf('a', events)).toEqual([{ accountId: 'a', clientOrderId: 'stop', status: 'cancelled' }]);
  });

  it('is a liquidation of hedge mode as one execution for each position, and funding as one bill for each', () => {
    const desk = new Desk({
      ...{ positionMode: 'hedge', cash: '300', leverage: 10, marginMode: 'cross' },
      ...{ funding: { kind: 'constant', rate: '0.0001' }, start: '2024-01-01T07:57:00Z' },
    });
    desk.enter('buy', '2', '1000', { leg: 'entry' });
    desk.put(desk.market('sell', '0.5', { leg: 'hedge' }));
    const from = desk.events.length;
    for (const [low, close] of [
      ['1000', '1000'],
      ['1000', '1000'],
      ['500', '500'],
    ] as const)
      desk.run(['1000', '1000', low, close]);
    const told = executionsOf(paperBook(desk), desk.events.slice(from));
    expect(
      told.map((one) =>
        one.kind === 'liquidated'
          ? [one.kind, one.position, one.side, one.size, one.tradeId]
          : one.kind === 'funding'
            ? [one.kind, one.billId.split('-').at(-1), one.amount]
            : [one.kind],
      ),
    ).toEqual([
      ['filled'],
      ['funding', 'long', '-0.2'],
      ['funding', 'short', '0.05'],
      ['liquidated', 'long', 'sell', '2', '3'],
      ['liquidated', 'short', 'buy', '0.5', '4'],
    ]);
  });

  it('is funding with the sign of the account: paid is negative, received positive', () => {
    const told = (side: 'buy' | 'sell') => {
      const desk = new Desk({ funding: { kind: 'constant', rate: '0.0001' }, start: '2024-01-01T07:58:00Z' });
      desk.enter(side, '1', '1000');
      const from = desk.events.length;
      desk.run(['1000', '1000', '1000', '1000']);
      return executionsOf(paperBook(desk), desk.events.slice(from));
    };
    const at = Date.parse('2024-01-01T08:00:00Z');
    const bill = { kind: 'funding', billId: `p/funding-${at}`, currency: 'USDT', at };
    expect(told('buy')).toEqual([{ ...bill, amount: '-0.1' }]);
    expect(told('sell')).toEqual([{ ...bill, amount: '0.1' }]);
  });
});
