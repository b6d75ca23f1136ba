import type { AgainFill } from '../../../../backtest/index.js';
import type { InstanceFill } from '../../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import type { InstanceOrder } from '../../../../modules/orders/contracts/queries/list-instance-orders.query.js';
import type { EvaluationView } from '../../../../shared/pure/strategy/instance.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { InstanceJournal, JournalDecision } from '../../../../shared/pure/strategy/journal.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

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
  /** The decision of the program was another one. */
  | 'gate'
  | 'parked'
  | 'no-decision'
  | 'decision-not-kept'
  | 'other-decision'
  /** Nothing of its own is known: it comes after another difference. */
  | 'follows'
  | 'unknown';

/** What the rows of the program say, to find causes in. */
export interface Evidence {
  readonly journal: InstanceJournal;
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

const REFUSED = { denied: 'denied', rejected: 'rejected' } as const;

const iso = (at: number): string => new Date(at).toISOString();

/** @param first market time of the first difference, null when this is the first one. */
export function causeOf(
  backtest: AgainFill | null,
  program: InstanceFill | null,
  evidence: Evidence,
  first: EpochMs | null,
): Cause {
  if (backtest !== null && program !== null) return otherField(backtest, program);
  const known = backtest === null ? null : missingInProgram(backtest, evidence);
  if (known !== null) return known;
  return first === null ? cause('unknown') : cause('follows', { at: iso(first) });
}

function otherField(backtest: AgainFill, program: InstanceFill): Cause {
  const differs = FIELDS.find(([field]) => backtest[field] !== program[field]);
  if (differs === undefined) return cause('unknown');
  const [field, code] = differs;
  const told = (value: string | number): string => (typeof value === 'number' ? iso(value) : value);
  return cause(code, { backtest: told(backtest[field]), program: told(program[field]) });
}

/** What became of the order in the program, or of the decision that should have wanted it. */
function missingInProgram(
  { cycle, leg, side, wantedAt }: AgainFill,
  { journal, orders, decisionMs }: Evidence,
): Cause | null {
  const order = orders.findLast((one) => one.cycle === cycle && one.leg === leg);
  if (order !== undefined) return orderCause(order);
  if (wantedAt === null || wantedAt % decisionMs !== 0) return null;
  const { state, stateReason, lastDecidedAt } = journal.instance;
  if (state === 'failed' && (lastDecidedAt === null || wantedAt > lastDecidedAt))
    return cause('parked', { reason: stateReason ?? '' });
  const decision = journal.decisions.find(({ at }) => at === wantedAt);
  if (decision !== undefined) return decisionCause(decision, side);
  const at = iso(wantedAt);
  return journal.keptFrom === null || wantedAt - decisionMs < journal.keptFrom
    ? cause('decision-not-kept', { at })
    : cause('no-decision', { at });
}

function orderCause({ status, code, decidedAt, orderId }: InstanceOrder): Cause {
  const facts = { order: orderId, at: iso(decidedAt), reason: code ?? status };
  if (status === 'denied' || status === 'rejected') return cause(REFUSED[status], facts);
  const isOver =
    status === 'cancelled' || status === 'expired' || status === 'absent' || status === 'abandoned';
  return cause(isOver ? 'order-ended' : 'order-open', { ...facts, status });
}

/** The gate that refused, where one did; that of the side that was wanted before any other. */
function decisionCause({ at, evaluations }: JournalDecision, side: Side): Cause {
  const isOfSide = ({ subject }: EvaluationView): boolean =>
    subject.endsWith(side === 'buy' ? 'long' : 'short');
  const first = [...evaluations].sort((a, b) => Number(isOfSide(b)) - Number(isOfSide(a)));
  for (const { gates } of first) {
    const refused = gates.find(({ verdict }) => verdict === 'refused');
    if (refused === undefined) continue;
    const { gate, value, threshold } = refused;
    return cause('gate', { at: iso(at), gate, value, threshold });
  }
  return cause('other-decision', { at: iso(at) });
}

const cause = (code: CauseCode, details: Cause['details'] = {}): Cause => ({ code, details });
