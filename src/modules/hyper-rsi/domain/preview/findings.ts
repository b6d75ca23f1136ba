import {
  formatLots,
  formatPrice,
  isLegal,
  notional,
  type Price,
} from '../../../../shared/pure/market/scale.js';
import { maintenanceOf, stepAt } from '../../../../shared/pure/market/maintenance.js';
import { formatMoney, money } from '../../../../shared/pure/numbers/money.js';
import type { JsonObject } from '../../../../shared/pure/json.js';
import type { AccountFacts } from '../../../../shared/pure/strategy/input.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import { inMoney, riskOf } from '../decision/risk.js';
import { takerFee } from '../market.js';
import type { Plan } from '../plan.js';
import { costOf } from '../position.js';
import { isTighter } from '../protection/stop.js';
import type { Depth } from './full-cycle.js';

/** Codes of what a preview finds; the texts for people are in `PREVIEW_TEXTS`. */
export type FindingCode =
  | 'below-minimum'
  | 'insufficient-margin'
  | 'insufficient-funds'
  | 'above-max-notional'
  | 'leverage-above-tier'
  | 'stop-before-add'
  | 'liquidation-before-stop'
  | 'no-stop'
  | 'atr-unknown';

/** Something to tell before a start, with the numbers that caused it. */
export interface Finding {
  readonly code: FindingCode;
  readonly details: JsonObject;
}

export interface Findings {
  readonly refusals: readonly Finding[];
  readonly warnings: readonly Finding[];
}

interface Facts extends AccountFacts {
  readonly equity: string;
  readonly cash: string;
  readonly atr: number | null;
}

interface Side {
  readonly side: PositionSide;
  readonly depths: readonly (Depth & { readonly stop: Price | null; readonly liquidation: Price | null })[];
}

/** What would refuse the first entry now is a refusal; the same of an add, and what hardly was meant, a warning. */
export function findingsOf(plan: Plan, facts: Facts, sides: readonly Side[]): Findings {
  const refusals: Finding[] = [];
  const warnings: Finding[] = [];
  if (plan.needsAtr && facts.atr === null) warnings.push({ code: 'atr-unknown', details: {} });
  for (const { side, depths } of sides)
    depths.forEach((depth, index) => {
      const where = { side, entry: index + 1 };
      (index === 0 ? refusals : warnings).push(...refusalsOf(plan, facts, depth, where));
      warnings.push(...dangersOf(plan, depth, depths[index + 1], where));
    });
  return { refusals, warnings };
}

/** What the gates `size` and `risk` would say of this entry. */
function refusalsOf(plan: Plan, facts: Facts, depth: Depth, where: JsonObject): Finding[] {
  const { market, cap } = plan;
  const { scale } = market;
  const { price, size, before } = depth;
  if (!isLegal(scale, price, size))
    return [
      {
        code: 'below-minimum',
        details: {
          ...where,
          size: formatLots(scale, size),
          price: formatPrice(scale, price),
          minSize: scale.instrument.minSize,
          minNotional: scale.instrument.minNotional,
        },
      },
    ];
  const risk = riskOf(plan, before, null, price, size, accountAt(plan, facts, depth));
  const per = market.spot ? 1n : BigInt(plan.settings.leverage);
  const findings: Finding[] = [];
  if (cap !== null && inMoney(risk.notional) > cap)
    findings.push({
      code: 'above-max-notional',
      details: { ...where, notional: formatMoney(inMoney(risk.notional)), maxNotional: formatMoney(cap) },
    });
  const cost = costOf(market, depth.after);
  const maintenance = market.spot ? null : maintenanceOf(scale.instrument);
  const most = maintenance === null ? Infinity : stepAt(maintenance, cost).maxLeverage;
  if (plan.settings.leverage > most)
    findings.push({
      code: 'leverage-above-tier',
      details: {
        ...where,
        notional: formatMoney(inMoney(cost)),
        leverage: plan.settings.leverage,
        maxLeverage: most,
      },
    });
  if (risk.available !== null && risk.needed > risk.available)
    findings.push({
      code: market.spot ? 'insufficient-funds' : 'insufficient-margin',
      details: {
        ...where,
        needed: formatMoney(inMoney(risk.needed / per)),
        available: formatMoney(inMoney(risk.available / per)),
      },
    });
  return findings;
}

/** The account when this entry is decided: what the entries before it have cost in fees, and lost at its price. */
function accountAt(plan: Plan, { equity, cash }: Facts, { price, before }: Depth): AccountFacts {
  if (before === null) return { equity, cash };
  const { market } = plan;
  const cost = inMoney(costOf(market, before));
  const value = notional(market.scale, price, before.size);
  const fees = takerFee(market, cost);
  const lost = before.side === 'long' ? cost - value : value - cost;
  return {
    equity: formatMoney(money(equity) - lost - fees),
    cash: formatMoney(money(cash) - cost - fees),
  };
}

/** The stop would act before the next add, the liquidation before the stop, or there is no stop at all. */
function dangersOf(
  plan: Plan,
  { stop, liquidation, after }: Side['depths'][number],
  next: Depth | undefined,
  where: JsonObject,
): Finding[] {
  const { scale } = plan.market;
  const findings: Finding[] = [];
  if (stop !== null && next !== undefined && !isTighter(after, next.price, stop))
    findings.push({
      code: 'stop-before-add',
      details: { ...where, level: formatPrice(scale, next.price), stop: formatPrice(scale, stop) },
    });
  if (stop !== null && liquidation !== null && isTighter(after, liquidation, stop))
    findings.push({
      code: 'liquidation-before-stop',
      details: { ...where, liquidation: formatPrice(scale, liquidation), stop: formatPrice(scale, stop) },
    });
  if (next === undefined && stop === null)
    findings.push({
      code: 'no-stop',
      details: { ...where, liquidation: liquidation === null ? null : formatPrice(scale, liquidation) },
    });
  return findings;
}
