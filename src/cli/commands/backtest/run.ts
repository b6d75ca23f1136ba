import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCandles } from '../../../backtest/candles/read-candles.js';
import { sliceColumns, type CandleColumns } from '../../../backtest/candles/columns.js';
import { checkLookahead, checkPortfolioLookahead } from '../../../backtest/checks/check-lookahead.js';
import { checkPortfolioWarmUp, checkWarmUp } from '../../../backtest/checks/check-warm-up.js';
import { csvFiles } from '../../../backtest/export/csv.js';
import { runPortfolio } from '../../../backtest/portfolio/run-portfolio.js';
import { extrasOf, portfolioExtrasOf } from '../../../backtest/report/extras-of.js';
import type { BacktestResult } from '../../../backtest/result/backtest-result.js';
import type { PortfolioResult } from '../../../backtest/result/portfolio-result.js';
import { runMarket, writeResult } from '../../../backtest/run-backtest.js';
import { prepareMarket, type PreparedMarket } from '../../../backtest/setup/prepare.js';
import type { ExitCode, Invocation } from '../../command.js';
import { printer, writeJson } from '../../json-output.js';
import { WrongInput } from '../../wrong-input.js';
import type { backtestOptions } from './options.js';
import { readOrder, type Order, type OrderedSymbol } from './order.js';
import { ProgressBar } from './progress-bar.js';
import { summaryText, type SummaryFacts } from './summary-text.js';

type Given = Invocation<typeof backtestOptions>;

/** Reads, runs, checks, writes. @throws BadInput, WrongInput */
export async function runCommand({ values, env, terminal }: Given): Promise<ExitCode> {
  const order = await readOrder(values, env);
  const bar = new ProgressBar(process.stderr);
  try {
    const read = await readAll(order, bar);
    const print = printer(terminal, values.json);
    const [only] = read;
    if (read.length === 1 && only !== undefined) {
      const result = runOne(order, only, values, bar);
      bar.clear();
      if (values.html !== undefined) await writeReport(values.html, result, only.market, order.language);
      finish(values, terminal, result, factsOf(result), order, print);
      return result.lookahead?.passed === false ? 1 : 0;
    }
    const markets = read.map(({ market }) => market);
    const result = runSeveral(order, read, values, bar);
    bar.clear();
    if (values.html !== undefined) {
      const { renderPortfolio } = await import('../../../backtest/report/render-portfolio.js');
      write(
        '--html',
        values.html,
        renderPortfolio(result, portfolioExtrasOf(markets, result, order.language)),
      );
    }
    finish(values, terminal, result, portfolioFacts(result, order), order, print);
    return result.lookahead?.passed === false ? 1 : 0;
  } finally {
    bar.clear();
  }
}

interface ReadSymbol {
  readonly ordered: OrderedSymbol;
  readonly file: CandleColumns;
  readonly market: PreparedMarket;
}

async function readAll(
  { request, symbols, cacheDir }: Order,
  bar: ProgressBar,
): Promise<readonly ReadSymbol[]> {
  const read: ReadSymbol[] = [];
  for (const ordered of symbols) {
    const progress = (done: number, total: number): void => bar.show('read', 'B', done, total);
    const file = await readCandles(ordered.files, { cacheDir, progress });
    read.push({ ordered, file, market: prepareMarket(request, ordered, file) });
  }
  return read;
}

function runOne(
  { request }: Order,
  { ordered, file, market }: ReadSymbol,
  values: Given['values'],
  bar: ProgressBar,
): BacktestResult {
  const finished = runMarket(request, market, {
    progress: (done, total) => bar.show('run', 'candles', done, total),
  });
  const result = writeResult(finished);
  return {
    ...result,
    ...(values['check-lookahead'] === true && {
      lookahead: checkLookahead(request, market, (rows) =>
        prepareMarket(request, ordered, sliceColumns(file, 0, rows)),
      ),
    }),
    ...(values['check-warmup'] === true && { warmUp: checkWarmUp(market) }),
  };
}

function runSeveral(
  { request }: Order,
  read: readonly ReadSymbol[],
  values: Given['values'],
  bar: ProgressBar,
): PortfolioResult {
  const markets = read.map(({ market }) => market);
  const progress = (done: number, total: number): void => bar.show('run', 'candles', done, total);
  const members = read.map(({ ordered, file, market }) => ({
    market,
    prepare: (rows: number) => prepareMarket(request, ordered, sliceColumns(file, 0, rows)),
  }));
  return {
    ...runPortfolio(request, markets, { progress }),
    ...(values['check-lookahead'] === true && { lookahead: checkPortfolioLookahead(request, members) }),
    ...(values['check-warmup'] === true && { warmUp: checkPortfolioWarmUp(markets) }),
  };
}

async function writeReport(
  file: string,
  result: BacktestResult,
  market: PreparedMarket,
  language: Order['language'],
): Promise<void> {
  const { renderReport } = await import('../../../backtest/report/render-report.js');
  write('--html', file, renderReport(result, extrasOf(market, language)));
}

function finish(
  values: Given['values'],
  terminal: Given['terminal'],
  result: BacktestResult | PortfolioResult,
  facts: SummaryFacts,
  { language }: Order,
  print: (line: string) => void,
): void {
  if (values.csv !== undefined) {
    makeFolder(values.csv);
    for (const [name, text] of csvFiles(result)) write('--csv', join(values.csv, name), text);
  }
  writeJson(terminal, values.json, result);
  for (const line of summaryText(facts, language)) print(line);
}

function factsOf(result: BacktestResult): SummaryFacts {
  const { strategy, instrument, candles, assumptions, summary, digest, lookahead, warmUp } = result;
  return {
    ...{ strategy, summary, digest, lookahead, warmUp },
    symbols: [instrument.symbol],
    quote: instrument.quote,
    candles: candles.count,
    ...{ from: candles.from, to: candles.to, gaps: candles.gaps },
    cash: assumptions.cash,
  };
}

function portfolioFacts(
  { strategy, symbols, summary, digest, lookahead, warmUp }: PortfolioResult,
  { request }: Order,
): SummaryFacts {
  return {
    ...{ strategy, summary, digest, lookahead, warmUp },
    symbols: symbols.map(({ symbol }) => symbol),
    quote: symbols[0]!.instrument.quote,
    candles: symbols.reduce((sum, { candles }) => sum + candles.count, 0),
    from: Math.min(...symbols.map(({ candles }) => candles.from)),
    to: Math.max(...symbols.map(({ candles }) => candles.to)),
    gaps: symbols.flatMap(({ candles }) => candles.gaps),
    cash: request.cash,
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw unwritable('--csv', folder, error);
  }
}

function write(option: string, file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw unwritable(option, file, error);
  }
}

const unwritable = (option: string, path: string, error: unknown): WrongInput =>
  new WrongInput(
    `${option}: ${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
    {
      cause: error,
    },
  );
