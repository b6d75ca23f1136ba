import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { marketOf, PERPETUAL, SPOT } from './markets.js';
import { ScriptedVenue } from './scripted-venue.js';

/** 100, 110, ..., 150: five cells of one coin (the perpetual's lots are ten times as large). */
export const FIVE = {
  spacing: 'arithmetic',
  lower: '100',
  upper: '150',
  levels: 6,
  investment: '650',
  amounts: ['110', '120', '130', '140', '150'],
};

export const spot = (document: object = {}): ScriptedVenue =>
  new ScriptedVenue({ ...FIVE, ...document }, SPOT);

export const perpetual = (document: object): ScriptedVenue =>
  new ScriptedVenue({ ...FIVE, ...document }, PERPETUAL, marketOf(PERPETUAL));

/** A spot grid from 121 (line 2 waits) whose initial purchase has filled. */
export function running(document: object = {}): ScriptedVenue {
  const venue = spot(document);
  venue.close('121');
  venue.fill('initial', { price: 12_100 });
  return venue;
}

export const outcomes = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) => (output.kind === 'gates' ? [output.outcome] : []));
export const notes = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) => (output.kind === 'note' ? [output.code] : []));
export const ends = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) => (output.kind === 'ended' ? [output.reason] : []));
export const places = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) =>
    output.kind === 'place' ? [`${output.order.leg} ${output.order.side} ${output.order.reason}`] : [],
  );
export const cancels = (outputs: readonly StrategyOutput[]): readonly string[] =>
  outputs.flatMap((output) => (output.kind === 'cancel' ? [output.leg] : []));
