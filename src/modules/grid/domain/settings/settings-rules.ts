import type { InstrumentKind } from '../../../../shared/pure/market/instrument.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type { SettingsReader } from '../../../../shared/pure/settings/reader.js';
import type { GridSettings } from './grid-settings.js';

/** What is known of the venue when settings are read; a cap that is not known is left to the venue. */
export interface SettingsContext {
  readonly kind: InstrumentKind;
  /** Position mode of the account on this instrument; where it is not known it counts as one-way. */
  readonly positionMode?: 'one-way' | 'hedge';
  readonly maxLeverage?: number;
  /** Open orders the venue allows for one symbol. */
  readonly maxOpenOrders?: number | null;
}

/** Checks across fields; each finding names one field and what would be allowed. */
export function checkSettings(
  settings: GridSettings,
  context: SettingsContext,
  reader: SettingsReader,
): void {
  // A field that was refused holds a stand-in value: a rule about it would only repeat the complaint.
  const sound = (...fields: readonly string[]): boolean =>
    !reader.refusals.some(({ field }) =>
      fields.some((name) => field === name || field.startsWith(`${name}[`)),
    );
  const refuse = (field: keyof GridSettings, allowed: string): void => {
    reader.refuse(field, settings[field], allowed);
  };

  if (sound('lower', 'upper')) checkRange(settings, refuse);
  if (sound('lower', 'upper', 'trailingUp', 'trailingDown', 'spacing', 'onRangeExit'))
    checkMovement(settings, refuse);
  if (sound('mode')) checkMode(settings, context, refuse);
  if (sound('leverage') && context.kind === 'spot' && settings.leverage !== 1)
    refuse('leverage', '1 on a spot market');
  if (sound('marginMode') && context.kind === 'spot' && settings.marginMode !== 'cross')
    refuse('marginMode', 'cross on a spot market: there is no margin');
  if (settings.mode === 'neutral' && settings.initialPosition !== 'none')
    refuse('initialPosition', 'none: a neutral grid starts flat');
  if (sound('amounts', 'levels', 'investment')) checkAmounts(settings, refuse);
  checkOpenOrders(settings, context, refuse);
}

type Refuse = (field: keyof GridSettings, allowed: string) => void;

/** A grid works on one net position: with two, a sell beyond what is held would open a short beside the long. */
function checkMode({ mode }: GridSettings, { kind, positionMode }: SettingsContext, refuse: Refuse): void {
  if (kind === 'spot' && mode !== 'spot') refuse('mode', 'spot on a spot market');
  if (kind === 'perpetual' && mode === 'spot') refuse('mode', 'one of long, short, neutral on a perpetual');
  else if (kind === 'perpetual' && positionMode === 'hedge')
    refuse('mode', 'none on a perpetual: this account is in hedge position mode, a grid needs one-way mode');
}

/**
 * Dynamic lines have no fixed ends: both may be left out, and one that is given bounds where cells may open, so they are
 * given together or not at all.
 */
function checkRange({ lower, upper }: GridSettings, refuse: Refuse): void {
  if (lower === null && upper === null) return;
  if (lower === null) refuse('lower', 'a decimal > 0 beside upper, or both null');
  else if (upper === null) refuse('upper', 'a decimal > 0 beside lower, or both null');
  else if (money(lower) >= money(upper)) refuse('lower', `< upper (${upper})`);
}

/** A range that follows the market has somewhere to go; dynamic lines follow it by themselves. */
function checkMovement(settings: GridSettings, refuse: Refuse): void {
  const { spacing, lower, upper, trailingUp, trailingDown, onRangeExit } = settings;
  if (spacing === 'dynamic') {
    const own = 'dynamic lines follow the market by themselves';
    if (trailingUp !== null) refuse('trailingUp', `null: ${own}`);
    if (trailingDown !== null) refuse('trailingDown', `null: ${own}`);
    if (onRangeExit === 'recenter')
      refuse('onRangeExit', `one of wait, stop-and-keep, stop-and-close: ${own}`);
    return;
  }
  if (trailingUp !== null && upper !== null && money(trailingUp) <= money(upper))
    refuse('trailingUp', `> upper (${upper}), or null`);
  if (trailingDown !== null && lower !== null && money(trailingDown) >= money(lower))
    refuse('trailingDown', `> 0 and < lower (${lower}), or null`);
}

function checkAmounts({ amounts, levels, investment }: GridSettings, refuse: Refuse): void {
  if (amounts === null) return;
  const cells = levels - 1;
  if (amounts.length === 0 || amounts.length > cells) {
    refuse('amounts', `1..${cells} amounts, one per cell`);
    return;
  }
  const sum = amounts.reduce((total, amount) => total + money(amount), 0n);
  if (sum > money(investment)) refuse('amounts', `in sum <= investment (${investment})`);
}

function checkOpenOrders(settings: GridSettings, { maxOpenOrders }: SettingsContext, refuse: Refuse): void {
  if (maxOpenOrders === undefined || maxOpenOrders === null) return;
  const triggers = [settings.stopLoss, settings.takeProfit].filter(({ unit }) => unit === 'price').length;
  if (settings.levels - 1 + triggers > maxOpenOrders)
    refuse('levels', `<= ${maxOpenOrders - triggers + 1}: the venue allows ${maxOpenOrders} open orders`);
}
