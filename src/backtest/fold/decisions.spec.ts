import { trendColumn } from '../../modules/hyper-rsi/domain/trend/index.js';
import { atr, rsi } from '../../shared/pure/indicators/index.js';
import { bucketsOf, rolledUp } from '../../shared/pure/market/roll-up.js';
import type { Bot, IndicatorNeeds } from '../strategies/bot.js';
import { columnsOf, csvOf, MINUTE_MS, type CandleSketch } from '../testing/candle-text.js';
import { walk } from '../testing/walk.js';
import { decisionsOf } from './decisions.js';

interface Read {
  readonly before: number;
  readonly at: number;
  readonly open: number;
  readonly close: number;
  readonly rsi: number;
  readonly previous: number;
  readonly atr: number;
  readonly trend: number;
}

function read(
  sketches: readonly CandleSketch[],
  needs: Partial<IndicatorNeeds>,
  { intrabar = false, piece = 4_096, minutes = 5 } = {},
): readonly Read[] {
  const file = columnsOf(csvOf(sketches));
  const bot = {
    decisionMs: minutes * MINUTE_MS,
    intrabar,
    needs: { rsiLength: null, atrLength: null, trend: null, ...needs },
  } as unknown as Bot;
  const decisions = decisionsOf(bot, 10 ** file.decimals);
  const list: Read[] = [];
  for (let from = 0; from < file.length; from += piece) {
    decisions.read({ ...file, candleMs: MINUTE_MS }, from, Math.min(from + piece, file.length));
    const { before, at, open, close, rsi, rsiPrevious, atr, trend } = decisions.columns;
    for (let index = 0; index < decisions.count; index += 1)
      list.push({
        before: before[index]!,
        at: at[index]!,
        open: open[index]!,
        close: close[index]!,
        rsi: rsi[index]!,
        previous: rsiPrevious[index]!,
        atr: atr[index]!,
        trend: trend[index]!,
      });
  }
  return list;
}

const sketches = walk(11, 2_500);
const file = columnsOf(csvOf(sketches));

/** The decision candles and their closes by the column functions that live trading has. */
const buckets = bucketsOf(file.time, MINUTE_MS, '5m');
const table = rolledUp(file, '5m', buckets);
const inQuote = (units: Float64Array): Float64Array => units.map((value) => value / 10 ** file.decimals);

describe('decisions read ahead of the fold', () => {
  it.each([4_096, 1_000, 7, 1])(
    'have the indicator values of whole columns, read %s candles at once',
    (piece) => {
      const decisions = read(sketches, { rsiLength: 14, atrLength: 14 }, { piece });
      expect(decisions.map(({ rsi }) => rsi)).toEqual([...rsi(inQuote(table.close), 14)]);
      expect(decisions.map(({ atr }) => atr)).toEqual([
        ...atr(inQuote(table.high), inQuote(table.low), inQuote(table.close), 14),
      ]);
      expect(decisions.slice(1).map(({ previous }) => previous)).toEqual(
        decisions.slice(0, -1).map(({ rsi }) => rsi),
      );
    },
  );

  it.each([4_096, 333])('have the trend of whole columns, read %s candles at once', (piece) => {
    const long = walk(5, 6_000);
    const fine = columnsOf(csvOf(long));
    const decisions = read(long, { trend: { cycle: '15m', band: '5m' } }, { piece });
    const trend = trendColumn(
      { time: fine.time, close: fine.close, candleMs: MINUTE_MS, unitsPerPrice: 10 ** fine.decimals },
      { cycle: '15m', band: '5m' },
      Float64Array.from(decisions, ({ at }) => at),
    );
    expect(decisions.map(({ trend }) => trend)).toEqual([...trend]);
    expect(decisions.some(({ trend }) => !Number.isNaN(trend))).toBe(true);
  });

  it('are asked at every close of the finest candles with intrabar', () => {
    const intrabar = read(walk(3, 200, { gaps: false }), {}, { intrabar: true });
    expect(intrabar.map(({ before }) => before)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
    expect(intrabar.every(({ open, at }) => open <= at - MINUTE_MS && at - open <= 5 * MINUTE_MS)).toBe(true);
  });

  it.each([4_096, 50])('see a forming candle as if it closed now, read %s candles at once', (piece) => {
    const intrabar = read(sketches, { rsiLength: 14 }, { intrabar: true, piece });
    const closes = read(sketches, { rsiLength: 14 });
    const atClose = new Map(closes.map((decision) => [decision.at, decision]));
    let confirmed = 0;
    for (const seen of intrabar) {
      const closed = atClose.get(seen.at);
      if (closed === undefined) continue;
      confirmed += 1;
      expect([seen.rsi, seen.previous, seen.close]).toEqual([closed.rsi, closed.previous, closed.close]);
    }
    expect(confirmed).toBeGreaterThan(300);
  });

  it('compares a forming candle with the last one that closed', () => {
    const intrabar = read(sketches, { rsiLength: 14 }, { intrabar: true });
    const closes = read(sketches, { rsiLength: 14 });
    for (const seen of intrabar.slice(0, 400)) {
      const last = closes.findLast(({ at }) => at <= seen.open);
      expect(seen.previous).toEqual(last?.rsi ?? NaN);
    }
  });
});
