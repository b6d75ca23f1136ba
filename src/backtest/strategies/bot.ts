import type { FoldNeed, LedgerFrame } from '../../modules/grid/domain/index.js';
import type { JsonObject } from '../../shared/pure/json.js';
import type { Kernel } from '../../shared/pure/kernel.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';
import type { StrategyOutput } from '../../shared/pure/strategy/output.js';
import type { Timeframe } from '../../shared/pure/time/timeframe.js';

/** Which values a kernel reads at a decision close, and what they are computed from; null = not read. */
export interface IndicatorNeeds {
  readonly rsiLength: number | null;
  readonly atrLength: number | null;
  /** Timeframes of the MA cycle and of the band state. */
  readonly trend: { readonly cycle: Timeframe; readonly band: Timeframe } | null;
  /** Indicators on timeframes of their own. */
  readonly folds?: readonly FoldNeed[];
}

/** What trades of a bot are: position cycles, or the pairs of cells, in the frame that a state of the kernel gives. */
export type TradesAre =
  { readonly kind: 'cycles' } | { readonly kind: 'cells'; readonly frameOf: (state: object) => LedgerFrame };

/** A kernel with its market and settings filled in, and what a run must know to feed it. Its states are opaque. */
export interface Bot {
  readonly kernel: Kernel<object, StrategyInput, StrategyOutput, object>;
  /** Complete; every default is filled in. */
  readonly settings: object;
  readonly decisionMs: number;
  /** Decide at every close of the finest candles, with the forming decision candle. */
  readonly intrabar: boolean;
  readonly needs: IndicatorNeeds;
  readonly trades: TradesAre;
}

/** A bot whose kernel and settings fit together; from here on only they know of which types they are. */
export const asBot = <State extends object, Settings extends object>(
  bot: Omit<Bot, 'kernel' | 'settings'> & {
    readonly kernel: Kernel<State, StrategyInput, StrategyOutput, Settings>;
    readonly settings: Settings;
  },
): Bot => bot as unknown as Bot;

export const settingsJson = ({ settings }: Bot): JsonObject => settings as JsonObject;
