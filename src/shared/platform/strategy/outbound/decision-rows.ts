import { epochMs } from '../../../pure/time/epoch.js';
import type { Timeframe } from '../../../pure/time/timeframe.js';
import type { Candle } from '../../../pure/market/candle.js';
import { sql, type Sql } from '../../persistence/sql.js';
import type { KnownMembers, Member, Moved, Wake } from '../decision-store.port.js';
import type { IndicatorSnapshot } from '../indicator-memory.js';

export interface WakeRow {
  readonly venue: string;
  readonly symbol: string;
  readonly timeframe: string;
  readonly shard: number;
  readonly candle_end: Date;
  readonly candle: Candle;
  readonly finest: string | null;
  readonly step: string | null;
  readonly correlation_id: string;
  readonly closed_at: Date;
}

export const wakeOf = (row: WakeRow): Wake => ({
  venue: row.venue,
  symbol: row.symbol,
  timeframe: row.timeframe as Timeframe,
  shard: row.shard,
  candleEnd: epochMs(row.candle_end.getTime()),
  candle: row.candle,
  ...(row.finest !== null && { finest: row.finest as Timeframe }),
  step: row.step === null ? null : Number(row.step),
  correlationId: row.correlation_id,
  closedAt: epochMs(row.closed_at.getTime()),
});

/** Rows `w` of these wakes, which are of one shard and one candle end. */
export const wakesAre = (wakes: readonly Wake[]): Sql => sql`
  w.shard = ${wakes[0]!.shard} AND w.candle_end = ${new Date(wakes[0]!.candleEnd)}
  AND (w.venue, w.symbol, w.timeframe) IN (
    SELECT * FROM unnest(${wakes.map(({ venue }) => venue)}::text[], ${wakes.map(({ symbol }) => symbol)}::text[],
                         ${wakes.map(({ timeframe }) => timeframe)}::text[]))`;

export interface IndicatorRow {
  readonly place: string;
  readonly name: string;
  readonly length: number;
  readonly candle_open: Date;
  readonly snapshot: Pick<IndicatorSnapshot, 'memory' | 'value' | 'previous'>;
}

export const snapshotOf = ({ name, length, candle_open, snapshot }: IndicatorRow): IndicatorSnapshot => ({
  ...{ name, length, candleOpen: epochMs(candle_open.getTime()) },
  ...snapshot,
});

/** What of a snapshot stands in no column of its own. */
export const textOf = ({ memory, value, previous }: IndicatorSnapshot): string =>
  JSON.stringify({ memory, value, previous });

/** A member that has another mark than the caller knows; without one it has left. */
export interface MovedRow {
  /** Of its series, from 1. */
  readonly place: string;
  readonly id: string;
  readonly mark: string | null;
  readonly account_id: string;
  readonly epoch: number;
  readonly wanted: number;
  readonly settings_version: number;
  readonly version: string;
  readonly last_decided: Date | null;
  readonly halted: boolean;
}

/** By the place of their series, from 0. */
export function movedIn(rows: readonly MovedRow[]): ReadonlyMap<number, Moved> {
  const moved = new Map<number, { members: Member[]; left: string[] }>();
  for (const row of rows) {
    const place = Number(row.place) - 1;
    const here = moved.get(place) ?? { members: [], left: [] };
    moved.set(place, here);
    if (row.mark === null) here.left.push(row.id);
    else here.members.push(memberOf(row, row.mark));
  }
  return moved;
}

const memberOf = (row: MovedRow, mark: string): Member => ({
  id: row.id,
  accountId: row.account_id,
  epoch: row.epoch,
  settingsVersion: row.settings_version,
  wantedSettings: row.wanted,
  version: Number(row.version),
  isHalted: row.halted,
  decidedAt: row.last_decided === null ? null : epochMs(row.last_decided.getTime()),
  mark,
});

/** What is known of a series stays the same object until it changes, so its text is made once. */
const lines = new WeakMap<KnownMembers, string>();

/** One line for each member: its id, a tab, its mark. */
export function linesOf(known: KnownMembers): string {
  const made = lines.get(known) ?? known.ids.map((id, at) => `${id}\t${known.marks[at]!}`).join('\n');
  lines.set(known, made);
  return made;
}
