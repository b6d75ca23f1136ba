import type { PathColumns } from '../../modules/exchange/domain/index.js';
import { formatMoney } from '../../shared/pure/numbers/money.js';
import type { EquityPoint } from '../result/backtest-result.js';
import { drawdownsOf } from '../statistics/equity-marks.js';
import type { DecisionLog } from './decision-log.js';
import { EquityReader, type EquitySteps } from './equity-steps.js';
import { PIECE } from './piece.js';

/** Candles that were run, as many as stand together in their columns. */
export interface Stretch {
  readonly columns: PathColumns;
  readonly from: number;
  to: number;
}

/** What a run that kept everything knows of its equity. */
export interface EquityRecord {
  readonly stretches: readonly Stretch[];
  readonly steps: EquitySteps;
  readonly decisions: DecisionLog;
  /** One price unit x one lot: quote, and units of 10^-18 quote. */
  readonly valueNumber: number;
  readonly valueFactor: bigint;
}

/**
 * Equity, exact, and drawdown at every decision, worked out from the candles of the run once more: most runs have more points
 * than anybody looks at. The candles must still be what they were.
 */
export function drawCurve(record: EquityRecord): readonly EquityPoint[] {
  const { stretches, steps, decisions, valueNumber } = record;
  const points: EquityPoint[] = [];
  const reader = new EquityReader(steps, valueNumber);
  const textAt = equityTexts(record);
  const [equities, drawdowns] = [new Float64Array(PIECE), new Float64Array(PIECE)];
  let peak = steps.cashNumberAt(0);
  let begun = 0;
  for (const { columns, from, to } of stretches)
    for (let at = from; at < to; at += PIECE) {
      const count = Math.min(PIECE, to - at);
      reader.read(columns.close, at, count, equities);
      peak = drawdownsOf(peak, equities, count, drawdowns);
      while (points.length < decisions.count) {
        const candle = decisions.candleAt(points.length);
        const place = candle - begun;
        if (place >= count) break;
        const close = columns.close[at + place]!;
        points.push([decisions.at(points.length), textAt(candle, close), drawdowns[place]!]);
      }
      begun += count;
    }
  return points;
}

/** The equity at closes that are asked for in order, as text; while nothing is held it does not change. */
function equityTexts({ steps, valueFactor }: EquityRecord): (candle: number, close: number) => string {
  let place = -1;
  let cash = 0n;
  let value = 0n;
  let flat = '';
  return (candle, close) => {
    const before = place;
    while (place + 1 < steps.length && steps.candleAt(place + 1) <= candle) place += 1;
    if (place !== before) {
      cash = steps.cashAt(place);
      value = BigInt(steps.lotsAt(place)) * valueFactor;
      flat = formatMoney(cash);
    }
    return value === 0n ? flat : formatMoney(cash + value * BigInt(close));
  };
}
