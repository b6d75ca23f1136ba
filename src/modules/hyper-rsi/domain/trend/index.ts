export { foldTrend, trendColumn, type Closes, type FineCloses } from './fold-trend.js';
export { Trend, type TrendSnapshot, type TrendValue } from './trend.js';
