/** Row `alias` is one of spot. */
const isSpot = (alias: string): string => `strpos(${alias}.symbol, ':') = 0`;

/** By how much row `f` of `orders.fill` changes what is held, signed, as SQL; the same as `movedBy` of the domain. */
export const MOVED_BY_FILL = `(
  CASE f.side WHEN 'buy' THEN f.size ELSE -f.size END
  - CASE WHEN ${isSpot('f')} AND f.fee_currency = split_part(f.symbol, '/', 1) THEN f.fee ELSE 0 END)`;

/** The same of row `x` of `orders.foreign_execution`, of those that have filled; the same as `movedByOthers`. */
export const MOVED_BY_FOREIGN = `(
  CASE WHEN ${isSpot('x')} THEN 0 WHEN x.execution->>'side' = 'buy' THEN 1 ELSE -1 END * (x.execution->>'size')::numeric)`;
