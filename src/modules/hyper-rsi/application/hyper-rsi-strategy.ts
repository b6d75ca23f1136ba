import type { JsonObject } from '../../../shared/pure/json.js';
import type { FieldRefusal, Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { positionSideOf } from '../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../shared/pure/strategy/output.js';
import { scaleOf } from '../../../shared/platform/strategy/create-instance.js';
import type { IndicatorNeed, Need } from '../../../shared/platform/strategy/indicator-memory.js';
import type { Terms } from '../../../shared/platform/strategy/instance.js';
import {
  Strategy,
  type BoundKernel,
  type ReadContext,
  type ReadSettings,
  type SignalFacts,
  type StrategyMessages,
} from '../../../shared/platform/strategy/strategy.port.js';
import { ApplyOrders } from '../../orders/contracts/commands/apply-orders.command.js';
import { MoveGate } from '../../orders/contracts/commands/move-gate.command.js';
import { HyperRsiFailed } from '../contracts/events/hyper-rsi-failed.event.js';
import { HyperRsiSignalRaised } from '../contracts/events/hyper-rsi-signal-raised.event.js';
import { HyperRsiStarted } from '../contracts/events/hyper-rsi-started.event.js';
import { HyperRsiStopped } from '../contracts/events/hyper-rsi-stopped.event.js';
import {
  HYPER_RSI_DEFAULTS,
  hyperRsiKernel,
  hyperRsiMarket,
  isBetweenCycles,
  likeAtStart,
  readHyperRsiSettings,
  requiredIndicators,
  STATE_FORMAT,
  type HyperRsiSettings,
  type HyperRsiState,
} from '../domain/index.js';
import { trendNeed } from './trend-need.js';

/** HyperRSI as the strategy shell sees it. */
export class HyperRsiStrategy extends Strategy {
  override readonly kind = 'hyper-rsi';

  override readonly stateFormat = STATE_FORMAT;

  override readonly messages: StrategyMessages = {
    applyOrders: (data) => new ApplyOrders(data),
    moveGate: (data) => new MoveGate(data),
    started: (data) => new HyperRsiStarted(data),
    stopped: (data) => new HyperRsiStopped(data),
    failed: (data) => new HyperRsiFailed(data),
    signal: signalRaised,
  };

  /** When a bot is woken is part of its run, too. */
  override readonly fixedWhileRunning = ['timeframe', 'leverage', 'marginMode', 'signalTiming'];

  override symbolOf({ symbol }: JsonObject): string | null {
    if (symbol === undefined) return HYPER_RSI_DEFAULTS.symbol;
    return typeof symbol === 'string' ? symbol : null;
  }

  override protects(document: JsonObject): boolean {
    return (document as unknown as HyperRsiSettings).stopLoss.enabled;
  }

  override protectsHedge(document: JsonObject): boolean {
    const { hedge } = document as unknown as HyperRsiSettings;
    return hedge.enabled && hedge.stopLoss.enabled;
  }

  override read(document: JsonObject, context: ReadContext): Result<ReadSettings, readonly FieldRefusal[]> {
    const read = readHyperRsiSettings(document, context);
    if (!read.ok) return err(read.error);
    const { symbol, timeframe, leverage, marginMode } = read.value;
    return ok({
      ...{ symbol, timeframe, leverage, marginMode },
      document: read.value as unknown as JsonObject,
      takesOver: null,
    });
  }

  /** Everything that forbids HyperRSI settings is a matter of their fields. */
  override refusals(): readonly Refusal[] {
    return [];
  }

  override bind(document: JsonObject, terms: Terms): BoundKernel {
    const settings = document as unknown as HyperRsiSettings;
    const scale = scaleOf(terms);
    const decidesInside = settings.signalTiming === 'intrabar';
    const kernel = hyperRsiKernel(hyperRsiMarket(scale, { taker: terms.takerRate }));
    const step: BoundKernel['step'] = (state, input, stamp) =>
      kernel.step(state as HyperRsiState, input, stamp, settings);
    return {
      scale,
      indicators: needsOf(settings),
      decidesInside,
      start: (previous) =>
        previous === null ? kernel.start(settings) : restarted(previous as HyperRsiState),
      step: terms.bounds.positionMode === 'hedge' ? inHedgeMode(step) : step,
      isIdle: (outputs) => outputs.length === 0,
      // A bot that decides inside its candles remembers in which one it has acted.
      like: (state) => (decidesInside ? null : likeAtStart(state as HyperRsiState)),
      explain: (state, input, stamp) => kernel.explain(state as HyperRsiState, input, stamp, settings),
      chapterOf: () => null,
      mayTakeSettings: (state) => isBetweenCycles(state as HyperRsiState),
    };
  }
}

/** The kernel knows a main position and its hedge; a venue in hedge mode wants to be told which one an order is about. */
const inHedgeMode =
  (step: BoundKernel['step']): BoundKernel['step'] =>
  (state, input, stamp) => {
    const done = step(state, input, stamp);
    if (!done.outputs.some(({ kind }) => kind === 'place')) return done;
    const outputs = done.outputs.map((output): StrategyOutput =>
      output.kind === 'place'
        ? { ...output, order: { ...output.order, positionSide: positionSideOf(output.order) } }
        : output,
    );
    return { ...done, outputs };
  };

/**
 * A further run goes on counting cycles, so that its legs never meet those of the run before, and keeps cooldowns and dust;
 * a position that was kept when the bot stopped is its owner's from then on.
 */
function restarted(previous: HyperRsiState): HyperRsiState {
  const { hedge } = previous;
  const kept = { ...previous, open: null, orphans: [], stopping: null, ended: false };
  return hedge === undefined ? kept : { ...kept, hedge: { ...hedge, entered: 0, leg: null } };
}

function needsOf(settings: HyperRsiSettings): readonly Need[] {
  const { rsiLength, atrLength, trend } = requiredIndicators(settings);
  const needs: Need[] = [{ name: 'rsi', length: rsiLength } satisfies IndicatorNeed];
  if (atrLength !== null) needs.push({ name: 'atr', length: atrLength } satisfies IndicatorNeed);
  if (trend !== null) needs.push(trendNeed({ chart: settings.timeframe, ...trend }));
  return needs;
}

/** Every gate has passed, so the RSI is known; without one there is no signal to tell. */
function signalRaised({ values, subject, ...facts }: SignalFacts): HyperRsiSignalRaised | null {
  const rsi = values['rsi'] ?? null;
  if (rsi === null) return null;
  const what = subject.startsWith('entry') ? 'entry' : subject;
  return new HyperRsiSignalRaised({ ...facts, subject: what, rsi });
}
