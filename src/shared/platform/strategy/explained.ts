import type { Refused } from './close.js';
import type { NewDecision } from './decision-store.port.js';
import { evaluationOf } from './effects.js';
import { decidedBy, decisionOpen, formingOf } from './forming.js';

/** Why a bot did nothing, from the state and the values that it was asked with. */
export function explained({ close: { wake }, price, seat, peers, outputs }: Refused): NewDecision {
  const { member, state, version, isHalted } = seat;
  const { kernel, input } = peers;
  const { candleEnd: at } = wake;
  peers.fill(decisionOpen(wake), price, formingOf(wake));
  const gates = kernel.explain(state, input.of(isHalted), { at, seq: version }, outputs);
  return {
    wake,
    candle: decidedBy(wake, kernel),
    instanceId: member.id,
    epoch: member.epoch,
    settingsVersion: member.settingsVersion,
    acted: false,
    evaluations: JSON.stringify(gates.map(evaluationOf)),
    effects: '[]',
  };
}
