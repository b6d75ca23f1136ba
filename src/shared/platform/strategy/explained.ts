import { priceOf } from '../../pure/market/scale.js';
import type { Refused } from './close.js';
import type { NewDecision } from './decision-store.port.js';
import { evaluationOf } from './effects.js';

/** Why a bot did nothing, from the state and the values that it was asked with. */
export function explained({ close: { wake }, seat, reading, outputs }: Refused): NewDecision {
  const { member, kernel, state, version, isHalted } = seat;
  const { candle, candleEnd: at } = wake;
  reading.fill(candle.openTime, priceOf(kernel.scale, candle.close));
  const gates = kernel.explain(state, reading.input.of(isHalted), { at, seq: version }, outputs);
  return {
    wake,
    instanceId: member.id,
    epoch: member.epoch,
    settingsVersion: member.settingsVersion,
    acted: false,
    evaluations: gates.map(evaluationOf),
    effects: [],
  };
}
