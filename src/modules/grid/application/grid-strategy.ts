import type { JsonObject } from '../../../shared/pure/json.js';
import { lotsOf } from '../../../shared/pure/market/scale.js';
import { refusal, type FieldRefusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { GatesOutput } from '../../../shared/pure/strategy/output.js';
import { scaleOf } from '../../../shared/platform/strategy/create-instance.js';
import type { Need } from '../../../shared/platform/strategy/indicator-memory.js';
import type { Chapter, MarketTerms, Terms } from '../../../shared/platform/strategy/instance.js';
import {
  Strategy,
  type BoundKernel,
  type ReadContext,
  type ReadSettings,
  type StrategyMessages,
} from '../../../shared/platform/strategy/strategy.port.js';
import { ApplyOrders } from '../../orders/contracts/commands/apply-orders.command.js';
import { MoveGate } from '../../orders/contracts/commands/move-gate.command.js';
import { GridFailed } from '../contracts/events/grid-failed.event.js';
import { GridStarted } from '../contracts/events/grid-started.event.js';
import { GridStopped } from '../contracts/events/grid-stopped.event.js';
import { foldNeeds } from './fold-needs.js';
import {
  chapterOfGeneration,
  GRID_DEFAULTS,
  gridKernel,
  gridMarket,
  isSettled,
  latestState,
  planGrid,
  readGridSettings,
  requiredIndicators,
  PAUSED,
  RUNNING,
  STATE_FORMAT,
  stopDecimals,
  type GridSettings,
  type GridState,
} from '../domain/index.js';

/** Decision timeframe of a bot that names none. */
const DEFAULT_TIMEFRAME = '1m';

/** Grid as the strategy shell sees it. */
export class GridStrategy extends Strategy {
  override readonly kind = 'grid';

  override readonly stateFormat = STATE_FORMAT;

  /** A one-sided inventory cannot be carried into a grid of another mode. */
  override readonly fixedWhileRunning = ['timeframe', 'leverage', 'marginMode', 'mode'] as const;

  override readonly messages: StrategyMessages = {
    applyOrders: (data) => new ApplyOrders(data),
    moveGate: (data) => new MoveGate(data),
    started: (data) => new GridStarted(data),
    stopped: (data) => new GridStopped(data),
    failed: (data) => new GridFailed(data),
    signal: null,
  };

  override symbolOf({ symbol }: JsonObject): string | null {
    if (symbol === undefined) return GRID_DEFAULTS.symbol;
    return typeof symbol === 'string' ? symbol : null;
  }

  /** A stop at a price rests at the venue as a trigger; one of a neutral grid guards one side only. */
  override protects(document: JsonObject): boolean {
    const { stopLoss, stopMode, mode } = settingsOf(document);
    return stopLoss.unit === 'price' && stopMode === 'close' && mode !== 'neutral';
  }

  override read(document: JsonObject, context: ReadContext): Result<ReadSettings, readonly FieldRefusal[]> {
    const read = readGridSettings(document, context);
    if (!read.ok) return err(read.error);
    const { symbol, timeframe, leverage, marginMode } = read.value;
    return ok({
      ...{ symbol, leverage, marginMode },
      document: read.value as unknown as JsonObject,
      timeframe: timeframe ?? DEFAULT_TIMEFRAME,
      takesOver: sideTakenOver(read.value),
    });
  }

  override refusals(document: JsonObject, terms: MarketTerms): readonly Refusal[] {
    const settings = settingsOf(document);
    const scale = scaleOf(terms);
    // One book serves every bot of an instrument, so its price unit cannot follow the stops of one of them.
    if (stopDecimals(settings) > scale.priceDecimals)
      return [
        refusal('stop-too-fine', `stop prices may have ${scale.priceDecimals} decimals here`, {
          field: settings.stopLoss.unit === 'price' ? 'stopLoss.value' : 'takeProfit.value',
          value: (settings.stopLoss.unit === 'price' ? settings.stopLoss : settings.takeProfit).value,
          allowed: `a decimal with at most ${scale.priceDecimals} decimals`,
          decimals: scale.priceDecimals,
        }),
      ];
    const plan = planGrid(settings, marketOf(terms));
    return plan.ok ? [] : plan.error;
  }

  override bind(document: JsonObject, terms: Terms): BoundKernel {
    const settings = settingsOf(document);
    const market = marketOf(terms);
    const runner = gridKernel(market, { held: lotsOf(market.scale, terms.held) });
    return {
      scale: market.scale,
      indicators: needsOf(settings),
      decidesInside: false,
      // Every start is a new generation: its legs never meet those of the one before.
      start: (previous) => {
        const last = (previous as GridState | null)?.generation ?? 0;
        return gridKernel(market, { generation: Math.max(terms.run, last + 1) }).start(settings);
      },
      step: (state, input, stamp) =>
        runner.step(latestState(market, settings, state as GridState), input, stamp, settings),
      isIdle: (outputs) => outputs === RUNNING || outputs === PAUSED || outputs.length === 0,
      // Every ladder has lines and cells of its own.
      like: () => null,
      explain: (_state, _input, _stamp, outputs) =>
        outputs.filter((output): output is GatesOutput => output.kind === 'gates'),
      chapterOf: (before, after) => {
        const old = latestState(market, settings, before as GridState);
        return chapterOfGeneration(market, old, after as GridState) as unknown as Chapter | null;
      },
      // What its ladder was laid by is compared with them at its next decision close.
      mayTakeSettings: (state) => {
        const current = latestState(market, settings, state as GridState);
        return current.phase === 'waiting' || isSettled(current);
      },
    };
  }
}

/** A neutral grid never holds at its start: its settings are refused where they ask for it. */
const sideTakenOver = ({ initialPosition, mode }: GridSettings): ReadSettings['takesOver'] =>
  initialPosition !== 'hold' ? null : mode === 'short' ? 'short' : 'long';

function needsOf(settings: GridSettings): readonly Need[] {
  const { rsiLength, folds } = requiredIndicators(settings);
  const rsi: readonly Need[] = rsiLength === null ? [] : [{ name: 'rsi', length: rsiLength }];
  return [...rsi, ...folds.flatMap(foldNeeds)];
}

export const marketOf = (terms: MarketTerms): ReturnType<typeof gridMarket> =>
  gridMarket(scaleOf(terms), { maker: terms.makerRate, taker: terms.takerRate });

/** A document that `read` has completed. */
export const settingsOf = (document: JsonObject): GridSettings => document as unknown as GridSettings;
