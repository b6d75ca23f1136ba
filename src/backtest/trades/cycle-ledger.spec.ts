import type { FilledEvent } from '../../modules/exchange/domain/index.js';
import { marketScale, priceOf, type Lots } from '../../shared/pure/market/scale.js';
import { formatMoney } from '../../shared/pure/numbers/money.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import { testInstrument } from '../../modules/exchange/domain/instruments.js';
import { CycleLedger } from './cycle-ledger.js';
import type { ClosedTrade } from './trade.js';

const scale = marketScale(testInstrument('ETH/USDT:USDT')!, 2);

function ledgerOf() {
  const trades: ClosedTrade[] = [];
  const ledger = new CycleLedger(scale, { trade: (trade) => void trades.push(trade) });
  let at = 0;
  const fill = (
    side: 'buy' | 'sell',
    lots: number,
    price: string,
    fee = '0',
    position: FilledEvent['position'] = 'net',
  ) => {
    at += 1;
    ledger.fill({
      kind: 'filled',
      owner: '',
      pathStep: 0,
      position,
      fill: {
        ...{
          tradeId: String(at),
          leg: 'x',
          cycle: 1,
          side,
          fee,
          liquidity: 'taker',
          reason: side,
          phase: 'open',
        },
        price: priceOf(scale, price),
        size: lots as Lots,
        at: epochMs(at),
      },
    });
  };
  const money = (trade: ClosedTrade) => ({
    side: trade.side,
    gross: formatMoney(trade.cash),
    fees: formatMoney(trade.fees),
    funding: formatMoney(trade.funding),
    worst: formatMoney(trade.worst),
    best: formatMoney(trade.best),
  });
  const see = (...prices: readonly string[]) => {
    for (const price of prices) ledger.seen(priceOf(scale, price), priceOf(scale, price));
  };
  return { ledger, trades, fill, money, see };
}

describe('trades as position cycles', () => {
  it('reach from flat to flat, with gross = sells - buys', () => {
    const { trades, fill, money } = ledgerOf();
    fill('buy', 1_000, '100', '0.05');
    fill('buy', 1_500, '97', '0.07');
    fill('sell', 500, '101', '0.02');
    expect(trades).toHaveLength(0);
    fill('sell', 2_000, '98', '0.1');
    expect(trades.map(money)).toEqual([
      { side: 'long', gross: '1', fees: '0.24', funding: '0', worst: '0', best: '1' },
    ]);
    expect(trades[0]!.entries).toHaveLength(2);
    expect(trades[0]!.exits).toHaveLength(2);
  });

  it('know the worst and the best of their gross P&L, realised and floating, since they opened', () => {
    const { trades, fill, money, see } = ledgerOf();
    see('1', '500');
    fill('sell', 1_000, '100');
    see('90', '104');
    fill('buy', 500, '95');
    see('120', '99');
    fill('buy', 500, '101');
    see('1');
    // Short 1: best 10 at 90, worst -4 at 104; then 2.5 realised and half of it at 120: -7.5.
    expect(trades.map(money)).toEqual([
      { side: 'short', gross: '2', fees: '0', funding: '0', worst: '-7.5', best: '10' },
    ]);
  });

  it('share a fill that turns the position over: the fee by size, truncated, the one that opens takes the rest', () => {
    const { ledger, trades, fill, money } = ledgerOf();
    fill('buy', 1_000, '100');
    fill('sell', 3_000, '110', '0.00000010');
    expect(trades.map(money)).toEqual([
      { side: 'long', gross: '10', fees: '0.00000003', funding: '0', worst: '0', best: '10' },
    ]);
    expect(ledger.open().map(({ side, fees }) => [side, formatMoney(fees)])).toEqual([
      ['short', '0.00000007'],
    ]);
  });

  it('pay the funding that falls due while they are open', () => {
    const { ledger, trades, fill, money } = ledgerOf();
    const charge = (amount: string) =>
      ledger.charge({ kind: 'funding', at: epochMs(1), price: priceOf(scale, '100'), size: 1_000, amount });
    charge('9');
    fill('buy', 1_000, '100');
    charge('0.3');
    charge('-0.1');
    fill('sell', 1_000, '100');
    charge('9');
    expect(trades.map(money)).toEqual([
      { side: 'long', gross: '0', fees: '0', funding: '0.2', worst: '0', best: '0' },
    ]);
  });

  it('are kept apart for the long and the short position of hedge mode', () => {
    const { ledger, trades, fill } = ledgerOf();
    fill('buy', 1_000, '100', '0', 'long');
    fill('sell', 300, '99', '0', 'short');
    expect(ledger.open().map(({ side }) => side)).toEqual(['long', 'short']);
    fill('buy', 300, '98', '0', 'short');
    fill('sell', 1_000, '101', '0', 'long');
    expect(trades.map(({ side, cash }) => [side, formatMoney(cash)])).toEqual([
      ['short', '0.3'],
      ['long', '1'],
    ]);
    expect(ledger.isOpen).toBe(false);
  });
});
