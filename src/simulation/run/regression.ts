import type { FaultKind } from '../process/faults.js';
import type { SeedPlan } from './plan.js';

/** A run that has once failed, with what it had found: kept as a file, and run again for every change. */
export interface Regression {
  /** What it was, in a sentence. */
  readonly found: string;
  readonly plan: SeedPlan;
  /** Those of the kinds that came later which it needs; it was kept without the others, so it is run without them. */
  readonly with?: readonly FaultKind[];
}

/** Kinds that came when seeds had been kept already, which would be other worlds with them. */
const LATER: readonly FaultKind[] = [
  'wakeup-twice',
  'queue-flushed',
  'database-conflict',
  'clock-steps',
  'telegram-down',
  'telegram-429',
  'user-edits',
  'crash-in-recovery',
  'request-limits',
  'funding',
  'history-window',
  'conditional-child',
  'candle-prices',
  'spot-account',
  'third-coin',
  'telegram-talk',
  'update-twice',
];

/** The run that was kept. */
export const keptPlan = ({ plan, with: needed = [] }: Regression): SeedPlan => ({
  ...plan,
  without: [...plan.without, ...LATER.filter((kind) => !needed.includes(kind))],
});
