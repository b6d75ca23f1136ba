import type { EquityPoint, Trade } from '../result/backtest-result.js';

/** The tables of a result as CSV texts by file name. Times are ISO 8601 UTC, decimals as in the result. */
export function csvFiles({
  trades,
  equity,
}: {
  readonly trades: readonly Trade[];
  readonly equity: readonly EquityPoint[];
}): ReadonlyMap<string, string> {
  return new Map([
    ['trades.csv', table(TRADE_COLUMNS, trades.map(tradeRow))],
    ['fills.csv', table(FILL_COLUMNS, trades.flatMap(fillRows))],
    [
      'equity.csv',
      table(
        ['at', 'equity', 'drawdownPct'],
        equity.map(([at, amount, drawdown]) => [iso(at), amount, String(drawdown)]),
      ),
    ],
  ]);
}

const TRADE_COLUMNS = [
  ...['id', 'symbol', 'side', 'openedAt', 'closedAt', 'entries', 'exits', 'size', 'exitReason'],
  ...['grossPnl', 'fees', 'funding', 'netPnl', 'maxAdverse', 'maxFavourable'],
];

function tradeRow(trade: Trade): readonly string[] {
  const { id, symbol = '', side, openedAt, closedAt, entries, exits } = trade;
  const size = entries.length === 1 ? entries[0]!.size : '';
  return [
    ...[String(id), symbol, side, iso(openedAt), iso(closedAt), String(entries.length), String(exits.length)],
    ...[size, exits.at(-1)?.reason ?? '', trade.grossPnl, trade.fees, trade.funding, trade.netPnl],
    ...[trade.maxAdverse, trade.maxFavourable],
  ];
}

const FILL_COLUMNS = ['trade', 'symbol', 'part', 'at', 'price', 'size', 'fee', 'reason'];

function fillRows({ id, symbol = '', entries, exits }: Trade): readonly (readonly string[])[] {
  return (['entry', 'exit'] as const).flatMap((part) =>
    (part === 'entry' ? entries : exits).map(({ at, price, size, fee, reason }) => [
      ...[String(id), symbol, part, iso(at), price, size, fee, reason],
    ]),
  );
}

const iso = (at: number): string => new Date(at).toISOString();

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
