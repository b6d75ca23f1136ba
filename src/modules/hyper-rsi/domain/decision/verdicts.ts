import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { GatesOutput, StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { GATES, type GateName } from './gate-records.js';

/** What is evaluated. */
export type Subject = 'entry-long' | 'entry-short' | 'add';

export const entrySubject = (side: PositionSide): Subject => (side === 'long' ? 'entry-long' : 'entry-short');

type ByGate<Value> = Readonly<Record<GateName, Value>>;

const byGate = <Value>(make: (gate: GateName) => Value): ByGate<Value> =>
  Object.fromEntries(GATES.map((gate) => [gate, make(gate)])) as Record<GateName, Value>;

const NO_RECORDS: GatesOutput['gates'] = Object.freeze([]);

const verdictsOf = (subject: Subject): ByGate<GatesOutput> =>
  byGate((outcome) => Object.freeze({ kind: 'gates', subject, gates: NO_RECORDS, outcome }));

const VERDICTS: Readonly<Record<Subject, ByGate<GatesOutput>>> = {
  'entry-long': verdictsOf('entry-long'),
  'entry-short': verdictsOf('entry-short'),
  add: verdictsOf('add'),
};

const list = (...outputs: readonly StrategyOutput[]): readonly StrategyOutput[] => Object.freeze(outputs);

const ALONE: Readonly<Record<Subject, ByGate<readonly StrategyOutput[]>>> = {
  'entry-long': byGate((gate) => list(VERDICTS['entry-long'][gate])),
  'entry-short': byGate((gate) => list(VERDICTS['entry-short'][gate])),
  add: byGate((gate) => list(VERDICTS.add[gate])),
};

const BOTH = byGate((long) =>
  byGate((short) => list(VERDICTS['entry-long'][long], VERDICTS['entry-short'][short])),
);

/**
 * The verdict of one evaluation, the same frozen object every time. Its `gates` are empty: the kernel is pure, so the
 * records with their values are a function of (state before, input, settings) and `explain` writes them down for whoever
 * stores or shows them. A backtest counts `outcome` and pays nothing for texts that nobody reads.
 */
export const verdict = (subject: Subject, outcome: GateName): GatesOutput => VERDICTS[subject][outcome];

/** Outputs of a decision that did nothing else, made once for every case. */
export const refusedAlone = (subject: Subject, gate: GateName): readonly StrategyOutput[] =>
  ALONE[subject][gate];

export const refusedBoth = (long: GateName, short: GateName): readonly StrategyOutput[] => BOTH[long][short];
