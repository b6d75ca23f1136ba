import type { AgainFill } from '../../../../backtest/index.js';
import type { InstanceFill } from '../../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import type { InstanceOrder } from '../../../../modules/orders/contracts/queries/list-instance-orders.query.js';
import type { InstanceJournal, JournalDecision, OwnerAct } from '../../../../shared/pure/strategy/journal.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import { epochMs, type EpochMs } from '../../../../shared/pure/time/epoch.js';
import { orderOf, type DifferingFill } from './compare-fills.js';

/** Why a fill differs: a code, and the texts and times that prove it. */
export interface Cause {
  readonly code: CauseCode;
  readonly details: Readonly<Record<string, string>>;
}

export type CauseCode =
  /** Both have the fill; the first of its fields that differs. */
  | 'another-time'
  | 'another-side'
  | 'another-price'
  | 'another-size'
  | 'another-fee'
  | 'another-reason'
  /** The order of the program never acted: by our limits and gates, by the venue, or otherwise. */
  | 'denied'
  | 'rejected'
  | 'order-ended'
  | 'order-open'
  /** It answers what its owner asked, which happens between candles. */
  | 'owner-act'
  /** The decision of the program was another one. */
  | 'gate'
  | 'parked'
  | 'no-decision'
  | 'decision-not-kept'
  | 'other-decision'
  /** Nothing of its own is known: it comes after another difference. */
  | 'follows'
  | 'unknown';

export interface FillDifference extends DifferingFill {
  readonly cause: Cause;
}

/** What the rows of the program say, to find causes in. */
export interface Evidence {
  /** With the decisions that `decisionsWanted` names. */
  readonly journal: InstanceJournal;
  readonly acts: readonly OwnerAct[];
  readonly orders: readonly InstanceOrder[];
  /** Length of a decision candle. */
  readonly decisionMs: number;
}

type Compared = Pick<InstanceFill, 'at' | 'side' | 'price' | 'size' | 'fee' | 'reason'>;

const FIELDS = [
  ['at', 'another-time'],
  ['side', 'another-side'],
  ['price', 'another-price'],
  ['size', 'another-size'],
  ['fee', 'another-fee'],
  ['reason', 'another-reason'],
] as const satisfies readonly (readonly [keyof Compared, CauseCode])[];

const OVER: readonly string[] = ['cancelled', 'expired', 'absent', 'abandoned'];

const iso = (at: number): string => new Date(at).toISOString();

/** Open times of the candles whose decisions have to be known to tell causes. */
export const decisionsWanted = (found: readonly DifferingFill[], decisionMs: number): readonly EpochMs[] => [
  ...new Set(
    found.flatMap(({ backtest, program }) =>
      program === null && backtest?.wanted?.cause === 'candle-closed'
        ? [epochMs(backtest.wanted.at - decisionMs)]
        : [],
    ),
  ),
];

/** The cause of each difference, oldest first. */
export function withCauses(found: readonly DifferingFill[], evidence: Evidence): readonly FillDifference[] {
  const [first] = found;
  return found.map((difference) => {
    const known = knownCause(difference, evidence);
    const after = difference === first ? null : iso((sameCycle(difference, found) ?? first!).at);
    if (after === null) return { ...difference, cause: known ?? causeOf('unknown') };
    if (known === null) return { ...difference, cause: causeOf('follows', { at: after }) };
    return { ...difference, cause: { ...known, details: { ...known.details, after } } };
  });
}

/** The first difference of the same cycle, when that is an earlier one. */
function sameCycle(difference: DifferingFill, found: readonly DifferingFill[]): DifferingFill | null {
  const cycle = difference.backtest?.cycle ?? null;
  const first = found.find((one) => cycle !== null && one.backtest?.cycle === cycle);
  return first === undefined || first.at >= difference.at ? null : first;
}

function knownCause({ backtest, program }: DifferingFill, evidence: Evidence): Cause | null {
  if (backtest !== null && program !== null)
    return actCause(backtest.wanted?.at ?? null, evidence.acts) ?? otherField(backtest, program);
  if (backtest !== null) return missingInProgram(backtest, evidence);
  return program === null ? null : actCause(decidedAt(program, evidence.orders), evidence.acts);
}

function otherField(backtest: AgainFill, program: InstanceFill): Cause | null {
  const differs = FIELDS.find(([field]) => backtest[field] !== program[field]);
  if (differs === undefined) return null;
  const [field, code] = differs;
  const told = (value: string | number): string => (typeof value === 'number' ? iso(value) : value);
  return causeOf(code, { backtest: told(backtest[field]), program: told(program[field]) });
}

/** What became of the order in the program, or of the decision that should have wanted it. */
function missingInProgram(fill: AgainFill, { journal, acts, orders, decisionMs }: Evidence): Cause | null {
  const { wanted, side } = fill;
  if (wanted === null) return null;
  const order = orderOf(fill, orders);
  if (order !== null) return orderCause(order);
  if (wanted.cause !== 'candle-closed') return actCause(wanted.at, acts);
  const at = iso(wanted.at);
  const { state, stateReason, lastDecidedAt } = journal.instance;
  if (state === 'failed' && (lastDecidedAt === null || wanted.at > lastDecidedAt))
    return causeOf('parked', { at, reason: stateReason ?? '' });
  const open = wanted.at - decisionMs;
  const decision = journal.decisions.find(({ candleOpen }) => candleOpen === open);
  if (decision !== undefined) return decisionCause(decision, at, side);
  return causeOf(journal.keptFrom === null || open < journal.keptFrom ? 'decision-not-kept' : 'no-decision', {
    at,
  });
}

function orderCause({ status, code, decidedAt: at, orderId }: InstanceOrder): Cause {
  const facts = { order: orderId, at: iso(at), status, reason: code ?? status };
  if (status === 'denied' || status === 'rejected') return causeOf(status, facts);
  return causeOf(OVER.includes(status) ? 'order-ended' : 'order-open', facts);
}

/** Acts that lead to orders at once. */
const ANSWERED: readonly OwnerAct['kind'][] = ['stop-asked', 'close-asked', 'pause-asked', 'adjust-asked'];

/** Orders that answer an act carry its time. */
function actCause(at: EpochMs | null, acts: readonly OwnerAct[]): Cause | null {
  const act = acts.find((one) => one.at === at && ANSWERED.includes(one.kind));
  return act === undefined ? null : causeOf('owner-act', { at: iso(act.at), act: act.kind });
}

const decidedAt = ({ cycle, leg }: InstanceFill, orders: readonly InstanceOrder[]): EpochMs | null =>
  orders.findLast((order) => order.cycle === cycle && order.leg === leg)?.decidedAt ?? null;

/** The gate that refused, where one did; what was evaluated for the other side proves nothing. */
function decisionCause({ evaluations }: JournalDecision, at: string, side: Side): Cause {
  const other = side === 'buy' ? 'short' : 'long';
  for (const { subject, gates } of evaluations) {
    const refused = gates.find(({ verdict }) => verdict === 'refused');
    if (refused === undefined || subject.endsWith(other)) continue;
    const { gate, value, threshold } = refused;
    return causeOf('gate', { at, gate, value, threshold });
  }
  return causeOf('other-decision', { at });
}

const causeOf = (code: CauseCode, details: Cause['details'] = {}): Cause => ({ code, details });
