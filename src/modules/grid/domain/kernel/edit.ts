import type { AccountFacts } from '../../../../shared/pure/strategy/input.js';
import type { Price } from '../../../../shared/pure/market/scale.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { LadderPlace } from '../ladder/ladder.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { beginChange, nextRefusals } from './generation.js';
import { note, type GridStep } from './outputs.js';
import { planOf } from './plan.js';
import type { GridState } from './state.js';

/** Where an edited ladder stands: settings mean the range as it is written, dynamic lines stay where the market is. */
export const placeOfEdit = ({ spacing }: GridSettings, { course }: GridState): LadderPlace => ({
  shift: 0,
  point: spacing === 'dynamic' ? course.point : null,
});

/**
 * The settings in force are not those the ladder was laid by: the next generation takes its place. One that is refused
 * leaves the ladder as it is and says why; it is not tried again until the settings change once more.
 */
export function editGrid(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  { close, account }: { readonly close: Price; readonly account: AccountFacts },
  at: EpochMs,
): GridStep {
  const place = placeOfEdit(settings, state);
  const missesPoint = settings.spacing === 'dynamic' && place.point === null;
  const [first] = nextRefusals(market, settings, state, { price: close, place }, account);
  const cause = missesPoint ? 'dynamic-lines-unknown' : first?.code;
  if (cause !== undefined)
    return {
      state: { ...state, course: { ...state.course, plan: planOf(settings) } },
      outputs: [note('edit-refused', { cause })],
    };
  return beginChange(market, settings, state, { reason: 'edited', price: close, place }, at);
}
