import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadInput, readCandles, runMarket, writeResult } from '../../../backtest/index.js';
import { digestOf } from '../../../backtest/fold/digest.js';
import type { ExitCode, Invocation } from '../../command.js';
import { printer, writeJson } from '../../json-output.js';
import { stopRequests } from '../../stop-requests.js';
import { readOrder } from '../backtest/order.js';
import { ProgressBar } from '../backtest/progress-bar.js';
import { compareLines } from './compare-lines.js';
import type { replayOptions } from './options.js';
import { planReplay, type ReplayPlan } from './plan-replay.js';
import type { ProgramLines } from './read-lines.js';
import { fillsIn, type ReplayResult } from './replay-result.js';
import { resultText } from './result-text.js';
import { ReplayStopped, throughProgram } from './through-program.js';

type Given = Invocation<typeof replayOptions>;

/** Reads, runs the backtest, runs the program, compares. 1 when they differ. @throws BadInput, WrongInput */
export async function runCommand(invocation: Given): Promise<ExitCode> {
  const { values, env, terminal } = invocation;
  const { request, symbols, cacheDir, language } = await readOrder(values, env);
  const [ordered, ...others] = symbols;
  if (ordered === undefined || others.length > 0)
    throw new BadInput('--candles: a replay is of one symbol; replay each of them by itself');
  const bar = new ProgressBar(process.stderr);
  try {
    const file = await readCandles(ordered.files, {
      cacheDir,
      progress: (done, total) => bar.show('read', 'B', done, total),
    });
    const plan = planReplay({ ...request, funding: ordered.funding }, ordered, file);
    const finished = runMarket(request, plan.prepared);
    const result = writeResult(finished);
    const backtest = [...finished.run.digest.all()];
    const begun = performance.now();
    const program = await inTemporaryFolder((dataDir) => runProgram(invocation, plan, dataDir, bar));
    bar.clear();
    const differences = compareLines(backtest, program);
    const outcome: ReplayResult = {
      version: 1,
      strategy: result.strategy,
      symbol: result.instrument.symbol,
      candles: result.candles,
      fills: { backtest: fillsIn(backtest), program: fillsIn(program.lines) },
      digest: { backtest: result.digest, program: digestOf(program.lines) },
      same: differences.length === 0,
      differences,
      seconds: Math.round(performance.now() - begun) / 1000,
    };
    writeJson(terminal, values.json, outcome);
    for (const line of resultText(outcome, language)) printer(terminal, values.json)(line);
    return outcome.same ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ReplayStopped)) throw error;
    bar.clear();
    terminal.warn(`Nothing was compared: ${error.message}.`);
    return 1;
  } finally {
    bar.clear();
  }
}

async function runProgram(
  { terminal, program }: Given,
  { market, bot }: ReplayPlan,
  dataDir: string,
  bar: ProgressBar,
): Promise<ProgramLines> {
  const stop = new AbortController();
  const requests = stopRequests(terminal);
  void requests.asked.then(() => {
    stop.abort();
  });
  try {
    return await throughProgram(
      await program(),
      { market, bot, dataDir },
      { stop: stop.signal, progress: (done, total) => bar.show('replay', 'candles', done, total) },
    );
  } finally {
    requests.dispose();
  }
}

async function inTemporaryFolder<Answer>(work: (dataDir: string) => Promise<Answer>): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'tradingboost-replay-'));
  // As root the database runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755);
  try {
    return await work(join(folder, 'data'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
