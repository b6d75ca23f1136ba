import { epochMs } from '../../../../shared/pure/time/epoch.js';
import type { Bus } from '../../../../shared/platform/bus/bus.port.js';
import type { ExitCode, Invocation } from '../../../command.js';
import { printer, writeJson } from '../../../json-output.js';
import { WrongInput } from '../../../wrong-input.js';
import { languageOf } from '../../backtest/order.js';
import type { replayOptions } from '../options.js';
import { CannotCompare } from './cannot-compare.js';
import { compareRun, runsOf } from './compare-day.js';
import { dayResult, type DayResult } from './day-result.js';
import { dayText } from './day-text.js';
import { dayOf } from './day.js';
import { readCandles, readFills, readJournal, readOrders, readTerms } from './read-bot.js';

const NOTHING = { from: epochMs(0), to: epochMs(0) };

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
  const known = await readJournal(bus, instanceId, NOTHING);
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
  const [journal, fills, orders, candles] = await Promise.all([
    readJournal(bus, instanceId, day),
    readFills(bus, instance, span),
    readOrders(bus, instance, span),
    readCandles(bus, instance, span),
  ]);
  if (journal === null || candles === null)
    throw new WrongInput(`--instance ${instanceId}: there are no candles of ${instance.symbol}.`);
  const record = { journal, terms, fills, orders, candles };
  return dayResult(
    record,
    day,
    runs.map((run) => compareRun(record, run, day)),
  );
}
