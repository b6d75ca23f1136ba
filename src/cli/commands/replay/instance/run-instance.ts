import type { Bus } from '../../../../shared/platform/bus/bus.port.js';
import type { ExitCode, Invocation } from '../../../command.js';
import { printer, writeJson } from '../../../json-output.js';
import { WrongInput } from '../../../wrong-input.js';
import { languageOf } from '../../backtest/order.js';
import type { replayOptions } from '../options.js';
import { CannotCompare } from './cannot-compare.js';
import { compareRun, runOfDay, runsOf } from './compare-day.js';
import { dayResult, type DayResult } from './day-result.js';
import { dayText } from './day-text.js';
import { dayOf } from './day.js';
import { readCandles, readFills, readJournal, readOrders, readTerms } from './read-bot.js';

/**
 * Holds a bot's day against the backtest of its run. 0 when they did the same, 1 when they differ or cannot be compared.
 * @throws WrongInput for a bot or day that is none
 */
export async function runInstance(
  { values, env, terminal, program }: Invocation<typeof replayOptions>,
  instanceId: string,
): Promise<ExitCode> {
  const language = languageOf(values.lang, env);
  const { readInstallation } = await program();
  const quiet = { ...env, TB_LOG_LEVEL: env['TB_LOG_LEVEL'] ?? 'warn' };
  try {
    const result = await readInstallation(quiet, (bus) => compareDay(bus, instanceId, values.day));
    writeJson(terminal, values.json, result);
    for (const line of dayText(result, language)) printer(terminal, values.json)(line);
    return result.same ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CannotCompare)) throw error;
    terminal.warn(error.sentence(language));
    return 1;
  }
}

/** @throws WrongInput, CannotCompare */
async function compareDay(bus: Bus, instanceId: string, asked: string | undefined): Promise<DayResult> {
  const known = await readJournal(bus, instanceId);
  if (known === null) throw new WrongInput(`--instance ${instanceId}: there is no such bot here.`);
  const { instance } = known;
  const terms = await readTerms(bus, instance);
  if (terms === null) throw new CannotCompare('no-book', { symbol: instance.symbol });
  const day = dayOf(asked, terms.marketTime);
  const runs = runsOf(known, day);
  const [first] = runs;
  if (first === undefined)
    throw new WrongInput(`--instance ${instanceId}: "${instance.name}" did not run on ${day.name}.`);
  const span = { from: first.from, to: day.to };
  const [fills, orders, candles] = await Promise.all([
    readFills(bus, instance, span),
    readOrders(bus, instance, span),
    readCandles(bus, instance, span),
  ]);
  if (candles === null) throw new CannotCompare('no-candles', { symbol: instance.symbol });
  const record = { journal: known, terms, fills, orders, candles };
  const compared = runs.map((run) => compareRun(record, run));
  const wanted = compared.flatMap((run) => run.wanted);
  const journal = (await readJournal(bus, instanceId, wanted)) ?? known;
  return dayResult(
    record,
    day,
    compared.map((run) => runOfDay({ ...record, journal }, run, day)),
  );
}
