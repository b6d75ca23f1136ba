import { formatMoney, money } from '../../shared/pure/numbers/money.js';
import type { BacktestResult, TradeFill } from '../result/backtest-result.js';

const sum = (texts: readonly string[]): bigint => texts.reduce((total, text) => total + money(text), 0n);

/** Both sides of everything that must be equal to the last digit in any result. */
export function identities(
  result: BacktestResult,
): readonly (readonly [what: string, left: string, right: string])[] {
  const { assumptions, summary, trades, openPosition } = result;
  const open = openPosition?.netPnl ?? '0';
  const gross = trades.map(({ grossPnl }) => grossPnl);
  const equation = (what: string, left: bigint, right: string) => [what, formatMoney(left), right] as const;
  return [
    equation(
      'cash + net profit + open = final equity',
      sum([assumptions.cash, summary.netProfit, open]),
      summary.finalEquity,
    ),
    equation('net profit', sum(trades.map(({ netPnl }) => netPnl)), summary.netProfit),
    equation('gross profit', sum(gross.filter((text) => money(text) > 0n)), summary.grossProfit),
    equation('gross loss', sum(gross.filter((text) => money(text) < 0n)), summary.grossLoss),
    equation('fees', sum(trades.map(({ fees }) => fees)), summary.fees),
    equation('funding', sum(trades.map(({ funding }) => funding)), summary.funding),
    equation('position = sum of fills', positionOf(result), signedSize(openPosition)),
    ...trades.flatMap((trade) => [
      equation(
        `trade ${trade.id} net`,
        money(trade.grossPnl) - sum([trade.fees, trade.funding]),
        trade.netPnl,
      ),
      equation(
        `trade ${trade.id} fees`,
        sum([...trade.entries, ...trade.exits].map(({ fee }) => fee)),
        trade.fees,
      ),
      equation(`trade ${trade.id} ends flat`, sizes(trade.entries) - sizes(trade.exits), '0'),
    ]),
  ];
}

const sizes = (fills: readonly TradeFill[]): bigint => sum(fills.map(({ size }) => size));

function positionOf({ openPosition }: BacktestResult): bigint {
  return (openPosition?.trades ?? []).reduce((total, { side, entries, exits }) => {
    const held = sizes(entries) - sizes(exits);
    return side === 'long' ? total + held : total - held;
  }, 0n);
}

const signedSize = (position: BacktestResult['openPosition']): string =>
  position === null ? '0' : position.side === 'short' ? `-${position.size}` : position.size;
