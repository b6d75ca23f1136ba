/** Timeframes of the strategy page in minutes. */
export const MINUTES = {
  '1m': 1,
  '3m': 3,
  '5m': 5,
  '15m': 15,
  '30m': 30,
  '1h': 60,
  '2h': 120,
  '4h': 240,
  '8h': 480,
  '1d': 1440,
} as const;

export type Timeframe = keyof typeof MINUTES;

/** What a chart may have: every timeframe but that of eight hours. */
export type Chart = Exclude<Timeframe, '8h'>;

export const inMs = (timeframe: Timeframe): number => MINUTES[timeframe] * 60_000;

/** The table of section 3: which candles the two parts look at. An explicit trend timeframe replaces that of A only. */
export function trendTimeframes(
  chart: Chart,
  explicit: Timeframe | 'auto',
): { readonly a: Timeframe; readonly b: Timeframe } {
  const [a, b] = row(MINUTES[chart]);
  return { a: explicit === 'auto' ? a : explicit, b };
}

function row(chartMinutes: number): readonly [Timeframe, Timeframe] {
  if (chartMinutes <= 3) return ['15m', '5m'];
  if (chartMinutes <= 15) return ['30m', '15m'];
  if (chartMinutes <= 30) return ['30m', '1h'];
  if (chartMinutes < 240) return ['1h', '1h'];
  return ['8h', '1h'];
}

/** Whether both parts can be built of candles of the finest timeframe given; a backtest is refused otherwise. */
export const canBeBuilt = (chart: Chart, explicit: Timeframe | 'auto', finest: Timeframe): boolean => {
  const { a, b } = trendTimeframes(chart, explicit);
  return MINUTES[a] % MINUTES[finest] === 0 && MINUTES[b] % MINUTES[finest] === 0;
};
