export { historyOf, indicatorSeries } from './indicator-series.js';
export { endingAt, openOfEnding, rollUp, rollUpAll } from './roll-up.js';
