import { BadInput } from '../../../../backtest/bad-input.js';
import { readCandles } from '../../../../backtest/candles/read-candles.js';
import type { CandleColumns } from '../../../../backtest/candles/columns.js';
import { readVolume } from '../../../../backtest/rank/daily-volume.js';
import type { RankResult, RankRow } from '../../../../backtest/rank/rank-result.js';
import { excluded, inOrder, judge, quoteOf } from '../../../../backtest/rank/rank-symbols.js';
import { windowOf, type RankWindow } from '../../../../backtest/rank/window.js';
import type { ExitCode, Invocation } from '../../../command.js';
import { printer, writeJson } from '../../../json-output.js';
import { ProgressBar } from '../progress-bar.js';
import type { rankOptions } from './options.js';
import { readRankOrder, type NamedSymbol, type RankOrder } from './order.js';
import { rankText } from './rank-text.js';

interface Read {
  readonly named: NamedSymbol;
  readonly candles: CandleColumns;
}

/** Reads, filters, tries, lists. @throws BadInput, WrongInput */
export async function rankCommand({
  values,
  env,
  terminal,
}: Invocation<typeof rankOptions>): Promise<ExitCode> {
  const order = await readRankOrder(values, env);
  const bar = new ProgressBar(process.stderr);
  try {
    const result = await rank(order, bar);
    bar.clear();
    writeJson(terminal, values.json, result);
    const print = printer(terminal, values.json);
    for (const line of rankText(result, order.language)) print(line);
    return result.symbols.some(({ standing }) => standing === 'ranked') ? 0 : 1;
  } finally {
    bar.clear();
  }
}

async function rank(order: RankOrder, bar: ProgressBar): Promise<RankResult> {
  const { terms, days, allow, deny } = order;
  const rows: RankRow[] = [];
  const asked: NamedSymbol[] = [];
  for (const named of order.symbols) {
    const { symbol } = named;
    if (deny.includes(symbol)) rows.push(excluded(symbol, 'denied'));
    else if (allow !== null && !allow.includes(symbol)) rows.push(excluded(symbol, 'not-allowed'));
    else asked.push(named);
  }
  if (asked.length === 0) throw new BadInput('--allow and --deny leave no symbol to rank.');
  const quote = quoteOf(asked);
  const read = await readAll(order, asked, bar);
  const window = windowOf(
    read.map(({ candles }) => candles),
    days,
    order.to,
  );
  for (const [index, one] of read.entries()) {
    rows.push(await tried(order, window, one));
    bar.show('rank', 'symbols', index + 1, read.length);
  }
  const { cash, maker, taker, slippageBps, fill, venue } = terms.request;
  return {
    ...{ version: 1, days, ...window, by: terms.by, quote },
    filters: { minVolume: terms.minVolume, maxSpreadBps: terms.maxSpreadBps, allow, deny },
    assumptions: { cash, maker, taker, slippageBps, fill, venue },
    symbols: inOrder(rows, terms.by),
  };
}

async function readAll(
  { cacheDir }: RankOrder,
  asked: readonly NamedSymbol[],
  bar: ProgressBar,
): Promise<readonly Read[]> {
  const read: Read[] = [];
  for (const named of asked) {
    const progress = (done: number, total: number): void => bar.show('read', 'B', done, total);
    read.push({ named, candles: await readCandles(named.files, { cacheDir, progress }) });
  }
  return read;
}

async function tried(
  { terms, spreads }: RankOrder,
  window: RankWindow,
  { named, candles }: Read,
): Promise<RankRow> {
  const { symbol, settings, instrument, funding, files } = named;
  return judge(terms, window, {
    ...{ symbol, settings, instrument, funding, candles },
    volumePerDay: await readVolume(files, window),
    spreadBps: spreads.get(symbol) ?? null,
  });
}
