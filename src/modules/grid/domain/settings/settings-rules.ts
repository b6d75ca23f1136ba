import type { InstrumentKind } from '../../../../shared/pure/market/instrument.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type { SettingsReader } from '../../../../shared/pure/settings/reader.js';
import type { GridSettings } from './grid-settings.js';

/** What is known of the venue when settings are read; a cap that is not known is left to the venue. */
export interface SettingsContext {
  readonly kind: InstrumentKind;
  readonly maxLeverage?: number;
  /** Open orders the venue allows for one symbol. */
  readonly maxOpenOrders?: number;
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

  if (sound('lower', 'upper') && money(settings.lower) >= money(settings.upper))
    refuse('lower', `< upper (${settings.upper})`);
  if (sound('mode')) checkMode(settings, context, refuse);
  if (sound('leverage') && context.kind === 'spot' && settings.leverage !== 1)
    refuse('leverage', '1 on a spot market');
  if (settings.mode === 'neutral' && settings.initialPosition !== 'none')
    refuse('initialPosition', 'none: a neutral grid starts flat');
  if (sound('amounts', 'levels', 'investment')) checkAmounts(settings, refuse);
  checkOpenOrders(settings, context, refuse);
  checkNotYet(settings, refuse);
}

type Refuse = (field: keyof GridSettings, allowed: string) => void;

function checkMode({ mode }: GridSettings, { kind }: SettingsContext, refuse: Refuse): void {
  if (kind === 'spot' && mode !== 'spot') refuse('mode', 'spot on a spot market');
  if (kind === 'perpetual' && mode === 'spot') refuse('mode', 'one of long, short, neutral on a perpetual');
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
  if (maxOpenOrders === undefined) return;
  const triggers = [settings.stopLoss, settings.takeProfit].filter(({ unit }) => unit === 'price').length;
  if (settings.levels - 1 + triggers > maxOpenOrders)
    refuse('levels', `<= ${maxOpenOrders - triggers + 1}: the venue allows ${maxOpenOrders} open orders`);
}

/** Settings that are part of the language already but not of this kernel: refused by name, never ignored. */
function checkNotYet(settings: GridSettings, refuse: Refuse): void {
  if (settings.spacing === 'dynamic')
    refuse('spacing', 'arithmetic or geometric; dynamic comes with the trend-following grid');
  if (settings.trendFilter === 'adx') refuse('trendFilter', 'off; adx comes with the trend-following grid');
  if (settings.trailingUp !== null) refuse('trailingUp', 'null; trailing comes with the moving range');
  if (settings.trailingDown !== null) refuse('trailingDown', 'null; trailing comes with the moving range');
  if (settings.onRangeExit === 'recenter')
    refuse('onRangeExit', 'wait, stop-and-keep or stop-and-close; recenter comes with the moving range');
}
