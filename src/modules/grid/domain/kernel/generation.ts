import { formatPrice, notional, type Price } from '../../../../shared/pure/market/scale.js';
import { divide } from '../../../../shared/pure/numbers/decimal.js';
import { formatMoney, money } from '../../../../shared/pure/numbers/money.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { AccountFacts } from '../../../../shared/pure/strategy/input.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { carryInto } from '../ladder/carry.js';
import { planGrid, type Ladder, type LadderPlace } from '../ladder/ladder.js';
import { waitingLine } from '../ladder/lines.js';
import { slotsOf } from '../ladder/slots.js';
import {
  balanceRefusals,
  initialAboveBalance,
  liquidationRefusals,
  tierRefusals,
} from '../ladder/start-checks.js';
import { feeOf, type GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { cancel } from './arm.js';
import { lackingShares, lay } from './lay.js';
import { note, type GridStep } from './outputs.js';
import { followEdges, planOf } from './plan.js';
import {
  cellLeg,
  changed,
  changedCourse,
  isLive,
  NO_MOVES,
  type ChangeReason,
  type GridState,
} from './state.js';
import { netHeld } from './stop.js';

/** The next generation of a running grid, as it would be laid at a price. */
export interface NextGeneration {
  readonly reason: ChangeReason;
  readonly price: Price;
  readonly place: LadderPlace;
}

/**
 * What forbids a next generation, with numbers: the ladder, the money for what its cells lack, the liquidation price.
 * `account` is what was known at the decision close; unknown facts are left to the venue.
 */
export function nextRefusals(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  { price, place }: Pick<NextGeneration, 'price' | 'place'>,
  account: AccountFacts,
): readonly Refusal[] {
  const plan = planGrid(settings, market, place);
  if (!plan.ok) return plan.error;
  const { cash, equity } = account;
  if (cash === null || equity === null) return [];
  return [
    ...fundsRefusals(market, settings, state, plan.value, price, { cash, equity }),
    // As if everything were opened anew with what the account is worth now.
    ...tierRefusals(settings, market, plan.value, { price }),
    ...liquidationRefusals(settings, market, plan.value, { price, cash: equity }),
  ];
}

/** The account must be worth the investment, and free money or margin must cover what the new cells lack. */
function fundsRefusals(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  ladder: Ladder,
  price: Price,
  { cash, equity }: { readonly cash: string; readonly equity: string },
): readonly Refusal[] {
  const { investment, mode } = settings;
  const short = balanceRefusals(settings, { cash: equity });
  if (short.length > 0 || settings.initialPosition !== 'buy') return short;
  const net = netHeld(state);
  const { slots, held, waiting } = inherit(settings, ladder, net, price);
  const lacking = lackingShares(market, settings, { ...state, slots, waiting }, held);
  const size = lacking.reduce((sum, [, lots]) => sum + lots, 0);
  if (size === 0) return [];
  const cost = notional(market.scale, price, size);
  const carried = mode === 'spot' ? 0n : notional(market.scale, price, Math.abs(net));
  const margin = divide(cost + carried, BigInt(settings.leverage), 'ceil');
  const needed = margin + feeOf(market, cost, market.taker);
  const free = mode === 'spot' ? cash : equity;
  return needed <= money(free) ? [] : [initialAboveBalance(formatMoney(needed), free, investment)];
}

function inherit(
  { mode }: Pick<GridSettings, 'mode'>,
  ladder: Ladder,
  net: number,
  price: Price,
): ReturnType<typeof carryInto> & { readonly waiting: number } {
  const waiting = waitingLine(ladder.lines, price);
  return { ...carryInto(slotsOf(ladder, mode, waiting), waiting, net), waiting };
}

/** Ends the present generation: all its orders are cancelled, and the next one is laid when each is known to have ended. */
export function beginChange(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  { reason, price, place }: NextGeneration,
  at: EpochMs,
): GridStep {
  const waits = state.cells.flatMap((cell, index) => (isLive(cell) ? [cellLeg(index, cell.orders)] : []));
  waits.push(...state.course.triggers);
  const outputs: StrategyOutput[] = waits.map((leg) => cancel(state, leg));
  const changing: GridState = { ...state, phase: 'changing', change: { reason, price, ...place, waits } };
  if (waits.length > 0) return { state: changing, outputs };
  return layNext(market, settings, changing, at);
}

/** One of the orders that a change waits for is known to have ended. */
export function legEnded(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  leg: string,
  at: EpochMs,
): GridStep {
  const change = state.change!;
  if (!change.waits.includes(leg)) return { state, outputs: [] };
  const waits = change.waits.filter((other) => other !== leg);
  const next: GridState = { ...state, change: { ...change, waits } };
  return waits.length > 0 ? { state: next, outputs: [] } : layNext(market, settings, next, at);
}

/** Every order has ended: the next generation takes over what is held. */
function layNext(market: GridMarket, settings: GridSettings, state: GridState, at: EpochMs): GridStep {
  const { reason, price, shift, point } = state.change!;
  const plan = planGrid(settings, market, { shift, point });
  if (!plan.ok) throw new RangeError(`refused settings: ${plan.error[0]!.code}`);
  const { lines } = plan.value;
  const { slots, held, waiting } = inherit(settings, plan.value, netHeld(state), price);
  const inRange = price >= lines[0]! && price <= lines.at(-1)!;
  const next = changed(state, {
    phase: 'running',
    generation: state.generation + 1,
    change: null,
    lines,
    waiting,
    slots,
    targets: null,
    moving: NO_MOVES,
    inRange,
    quietSince: settings.idleStopMin !== null && inRange ? at : null,
    course: changedCourse(state.course, {
      ...followEdges(settings, market, shift),
      plan: planOf(settings),
      shift,
      point,
      initial: [],
      triggers: [],
      inherited: { at, price, held },
    }),
  });
  const laid = lay(market, settings, next, price, held);
  const told = note('new-generation', {
    generation: next.generation,
    reason,
    price: formatPrice(market.scale, price),
    lower: formatPrice(market.scale, lines[0]!),
    upper: formatPrice(market.scale, lines.at(-1)!),
  });
  return { state: laid.state, outputs: [told, ...laid.outputs] };
}
