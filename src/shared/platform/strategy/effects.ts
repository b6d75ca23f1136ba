import type { JsonObject } from '../../pure/json.js';
import { formatLots, formatPrice, type MarketScale } from '../../pure/market/scale.js';
import type { EvaluationView } from '../../pure/strategy/instance.js';
import type { WantedOrder } from '../../pure/strategy/order.js';
import type { GatesOutput, NoteOutput, StrategyOutput } from '../../pure/strategy/output.js';
import { toWire } from '../../pure/strategy/wire-order.js';
import type { WantedOperation } from './strategy.port.js';

/** What the outputs of one step come to, sorted by who is concerned. */
export interface Effects {
  /** For Orders, in the order in which they take effect. */
  readonly operations: readonly WantedOperation[];
  readonly gates: readonly GatesOutput[];
  readonly notes: readonly NoteOutput[];
  /** For people: legs placed and cancelled, and notes, in order. */
  readonly told: readonly JsonObject[];
  /** Why the strategy has ended by itself; null while it goes on. */
  readonly ended: string | null;
}

/**
 * Sorts the outputs of a step. `wake-me` needs nothing here: an instance is looked at again with every candle it decides by.
 */
export function effectsOf(scale: MarketScale, outputs: readonly StrategyOutput[]): Effects {
  const operations: WantedOperation[] = [];
  const gates: GatesOutput[] = [];
  const notes: NoteOutput[] = [];
  const told: JsonObject[] = [];
  let ended: string | null = null;
  for (const output of outputs) {
    switch (output.kind) {
      case 'place': {
        const { order, replaces } = output;
        const { leg, cycle, reason } = order;
        operations.push({ op: 'place', leg, cycle, reason, replaces, order: toWire(scale, order) });
        told.push({ kind: 'placed', ...described(scale, order), replaces });
        break;
      }
      case 'cancel':
        operations.push({ op: 'cancel', leg: output.leg, cycle: output.cycle });
        told.push({ kind: 'cancelled', leg: output.leg, cycle: output.cycle });
        break;
      case 'gates':
        gates.push(output);
        break;
      case 'note':
        notes.push(output);
        told.push({ kind: 'note', code: output.code, details: output.details });
        break;
      case 'ended':
        ended = output.reason;
        told.push({ kind: 'ended', reason: output.reason });
        break;
      case 'wake-me':
        break;
    }
  }
  return { operations, gates, notes, told, ended };
}

export const evaluationOf = ({ subject, outcome, gates }: GatesOutput): EvaluationView => ({
  subject,
  outcome,
  gates,
});

/** True when every evaluation stopped at warm-up: nothing was decided that anybody could ask about. */
export const onlyWarmUp = (gates: readonly GatesOutput[]): boolean =>
  gates.every(({ outcome }) => outcome === 'warm-up');

function described(scale: MarketScale, order: WantedOrder): JsonObject {
  const { leg, cycle, side, type, reason } = order;
  const price = 'price' in order && order.price !== null ? formatPrice(scale, order.price) : null;
  const size = 'size' in order ? formatLots(scale, order.size) : null;
  return { leg, cycle, side, type, price, size, reason };
}
