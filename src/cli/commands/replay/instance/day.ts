import { epochMs, type EpochMs } from '../../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import { WrongInput } from '../../../wrong-input.js';

const DAY_MS = TIMEFRAME_MS['1d'];

/** A day of the market's clock, UTC, as far as it is over. */
export interface Day {
  /** `2025-05-04`. */
  readonly name: string;
  readonly from: EpochMs;
  /** Its end, or where the market stands. */
  readonly to: EpochMs;
}

/** The day asked for; the last one that is over where none is. @throws WrongInput */
export function dayOf(asked: string | undefined, marketTime: EpochMs): Day {
  const from = asked === undefined ? startOfDay(marketTime) - DAY_MS : Date.parse(`${asked}T00:00:00Z`);
  const name = Number.isNaN(from) ? '' : new Date(from).toISOString().slice(0, 10);
  if (name === '' || name !== (asked ?? name))
    throw new WrongInput(`--day ${asked ?? ''} is no day; write it as 2025-05-04.`);
  if (from >= marketTime)
    throw new WrongInput(
      `--day ${name}: the market of this bot has only come to ${new Date(marketTime).toISOString()}.`,
    );
  return { name, from: epochMs(from), to: epochMs(Math.min(from + DAY_MS, marketTime)) };
}

const startOfDay = (at: number): number => at - (at % DAY_MS);
