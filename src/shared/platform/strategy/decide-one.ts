import type { RecordMessage } from '../../pure/messages/message.js';
import { priceOf } from '../../pure/market/scale.js';
import type { AccountFacts, CandleClosedInput } from '../../pure/strategy/input.js';
import type { GatesOutput, NoteOutput } from '../../pure/strategy/output.js';
import { consequencesOf, gate, parked, type Consequences } from './consequences.js';
import type { Deciding, NewChapter, NewDecision, StateChange, Wake } from './decision-store.port.js';
import { effectsOf, evaluationOf, onlyWarmUp, type Effects } from './effects.js';
import { decidedBy, decisionOpen } from './forming.js';
import { factsOf, type Instance, type Terms } from './instance.js';
import type { BoundKernel, Strategy } from './strategy.port.js';

/** `acted`: an order was placed or cancelled, or the instance ended. */
export type DecisionResult = 'acted' | 'refused' | 'idle' | 'failed';

/** What one decision of one instance comes to; the shell writes it. */
export interface Outcome extends Consequences {
  readonly instance: Instance;
  readonly result: DecisionResult;
  /** The state from now on, with the version it will have. */
  readonly after: { readonly state: object; readonly version: number } | null;
  readonly change: StateChange | null;
  readonly decision: NewDecision | null;
  readonly chapter: NewChapter | null;
  readonly notes: readonly NoteOutput[];
  /** What made it fail; null unless `result` is `failed`. */
  readonly error: unknown;
}

/** An instance with what its decision needs. */
export interface Ready {
  readonly row: Deciding;
  readonly state: object;
  readonly kernel: BoundKernel;
  readonly terms: Terms;
  readonly account: AccountFacts;
  readonly values: Readonly<Record<string, number | null>>;
}

const UNKNOWN_ACCOUNT: AccountFacts = { equity: null, cash: null };

export const accountIn = (
  facts: Readonly<Record<string, AccountFacts>>,
  { accountId }: Instance,
): AccountFacts => facts[accountId] ?? UNKNOWN_ACCOUNT;

/** Steps one instance with its candle. A kernel that throws parks its own instance and no other. */
export function decideOne(strategy: Strategy, wake: Wake, ready: Ready): Outcome {
  try {
    return decided(strategy, wake, ready);
  } catch (error) {
    return failedOutcome(strategy, wake, ready.row, error);
  }
}

export function failedOutcome(
  strategy: Strategy,
  { candleEnd }: Wake,
  { instance }: Deciding,
  error: unknown,
): Outcome {
  return {
    ...parked(strategy, instance, error, candleEnd),
    instance,
    result: 'failed',
    after: null,
    change: null,
    decision: null,
    chapter: null,
    notes: [],
    error,
  };
}

function decided(strategy: Strategy, wake: Wake, ready: Ready): Outcome {
  const { row, state, kernel, terms, account, values } = ready;
  const { instance, version } = row;
  const input: CandleClosedInput = {
    kind: 'candle-closed',
    open: decisionOpen(wake),
    close: priceOf(kernel.scale, wake.candle.close),
    values,
    account,
    tradingAllowed: !row.halted,
  };
  const stamp = { at: wake.candleEnd, seq: version };
  const step = kernel.step(state, input, stamp);
  const newer = newerSettings(strategy, ready, step.state);
  const idle = kernel.isIdle(step.outputs);
  if (idle && step.state === state && newer === null)
    return {
      instance,
      result: 'idle',
      after: { state, version },
      ...{ change: null, decision: null, chapter: null, messages: [], notes: [], name: null, error: null },
    };
  const effects = effectsOf(kernel.scale, step.outputs);
  const pinned = effects.ended === null ? newer : null;
  const changed = step.state !== state || effects.told.length > 0 || pinned !== null;
  const grounds = {
    leverage: terms.leverage,
    settingsVersion: row.pinnedVersion,
    markPrice: wake.candle.close,
    at: wake.candleEnd,
  };
  // An edit begins an epoch like a start: what was wanted before it and has not left never does.
  const from = pinned === null ? instance : { ...instance, epoch: pinned.epoch };
  const { messages, name } = consequencesOf(strategy, from, effects, grounds);
  const acted = effects.operations.length > 0 || effects.ended !== null;
  return {
    instance,
    result: acted ? 'acted' : idle ? 'idle' : 'refused',
    after: { state: step.state, version: changed ? version + 1 : version },
    change: changed ? { instanceId: instance.id, state: step.state, version, pinned } : null,
    decision:
      idle || (effects.told.length === 0 && onlyWarmUp(effects.gates))
        ? null
        : decisionOf(wake, kernel, row, effects, kernel.explain(state, input, stamp, step.outputs)),
    chapter: chapterOf(kernel, instance, state, step.state),
    messages: [
      ...(pinned === null ? [] : [gate(strategy, { ...from, settings: pinned.settings }, true)]),
      ...messages,
      ...signals(strategy, wake, ready, effects),
    ],
    notes: effects.notes,
    name,
    error: null,
  };
}

function chapterOf(
  kernel: BoundKernel,
  { id: instanceId }: Instance,
  before: object,
  after: object,
): NewChapter | null {
  const chapter = kernel.chapterOf(before, after);
  return chapter === null ? null : { ...chapter, instanceId };
}

const decisionOf = (
  wake: Wake,
  kernel: BoundKernel,
  { instance, pinnedVersion }: Deciding,
  { told, operations }: Effects,
  gates: readonly GatesOutput[],
): NewDecision => ({
  wake,
  candle: decidedBy(wake, kernel),
  instanceId: instance.id,
  epoch: instance.epoch,
  settingsVersion: pinnedVersion,
  acted: operations.some(({ op }) => op === 'place'),
  evaluations: JSON.stringify(gates.map(evaluationOf)),
  effects: JSON.stringify(told),
});

/** Every gate passed and an order was placed: one signal for the evaluation that did it. */
function signals(
  strategy: Strategy,
  { candleEnd }: Wake,
  { row, values }: Ready,
  { gates, operations }: Effects,
): readonly RecordMessage[] {
  const { signal } = strategy.messages;
  const passed = gates.find(({ outcome }) => outcome === 'passed');
  const placed = operations.findLast((operation) => operation.op === 'place');
  if (signal === null || passed === undefined || placed === undefined) return [];
  const side = placed.order.side === 'buy' ? 'long' : 'short';
  const told = signal({ ...factsOf(row.instance, candleEnd), side, subject: passed.subject, values });
  return told === null ? [] : [told];
}

/** Newer settings are taken between two cycles, for the candles after this one. */
function newerSettings(
  strategy: Strategy,
  { row, kernel, terms, account }: Ready,
  state: object,
): StateChange['pinned'] {
  const { settings, settingsVersion } = row.instance;
  if (settingsVersion === row.pinnedVersion || account.equity === null || !kernel.mayTakeSettings(state))
    return null;
  const { kind, minSize, minNotional } = terms.instrument;
  const { equity } = account;
  const read = strategy.read(settings, { kind, minSize, minNotional, equity, ...terms.bounds });
  const { epoch } = row.instance;
  return read.ok ? { settings: read.value.document, version: settingsVersion, epoch: epoch + 1 } : null;
}
