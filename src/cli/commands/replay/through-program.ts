import { setTimeout as sleep } from 'node:timers/promises';
import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import type { RecordedMarket } from '../../../shared/pure/market/recorded-market.js';
import { TIMEFRAME_MS } from '../../../shared/pure/time/timeframe.js';
import { GetFeedStatus } from '../../../modules/exchange/contracts/queries/get-feed-status.query.js';
import type { Program } from '../../program.js';
import { furnish, type Furnished, type ReplayBot } from './furnish.js';
import { readLines, type ProgramLines } from './read-lines.js';

const POLL_MS = 50;

export interface Replay {
  readonly market: RecordedMarket;
  readonly bot: ReplayBot;
  /** The program's own files; what stands there is gone on with. */
  readonly dataDir: string;
}

export interface ReplayHooks {
  /** Told how many candles have been told. */
  readonly progress?: (done: number, total: number) => void;
  /** Ends the replay before its market has. */
  readonly stop?: AbortSignal;
}

/** The program did not get to the end of the market. */
export class ReplayStopped extends Error {
  override readonly name = 'ReplayStopped';
}

/**
 * Runs one bot through the whole program, market, bus, store, queue, paper venue and all, on an embedded database of its own,
 * as fast as everything that a candle causes is dealt with. Answers what it did. @throws ReplayStopped
 */
export async function throughProgram(
  { startProgram }: Pick<Program, 'startProgram'>,
  { market, bot, dataDir }: Replay,
  { progress, stop }: ReplayHooks = {},
): Promise<ProgramLines> {
  let place: { readonly bus: Bus; readonly furnished: Furnished } | null = null;
  const program = await startProgram({
    env: environment(dataDir),
    print: () => undefined,
    market,
    furnish: async (bus) => {
      place = { bus, furnished: await furnish(bus, bot) };
    },
  });
  try {
    const { bus, furnished } = place!;
    await Promise.race([untilThrough(bus, market, progress, stop), program.stopped.then(endedEarly)]);
    return await readLines(bus, furnished, market.instruments[0]!.symbol);
  } finally {
    await program.stop();
  }
}

const environment = (dataDir: string): NodeJS.ProcessEnv => ({
  TB_DATA_DIR: dataDir,
  HOST: '127.0.0.1',
  PORT: '0',
  TB_DEMO: 'off',
  TB_FEED_SPEED: '10000',
  // Nothing that a comparison may want to look at is forgotten on the way.
  TB_RECORD_RETENTION_HOURS: '100',
  TB_LOG_LEVEL: 'error',
});

async function untilThrough(
  bus: Bus,
  { candles, first, timeframe }: RecordedMarket,
  progress: ReplayHooks['progress'],
  stop: AbortSignal | undefined,
): Promise<void> {
  const total = candles.length - first;
  const begin = candles[first]!.openTime;
  const length = candles.at(-1)!.openTime + TIMEFRAME_MS[timeframe] - begin;
  for (;;) {
    if (stop?.aborted === true) throw new ReplayStopped('the replay was stopped before its end');
    const { state, marketTime } = await bus.ask(new GetFeedStatus({}));
    // By time, so that candles that are missing count as passed.
    progress?.(Math.floor(((marketTime - begin) / length) * total), total);
    if (state === 'ended') return;
    await sleep(POLL_MS);
  }
}

function endedEarly(): never {
  throw new ReplayStopped('the program ended before the market did');
}
