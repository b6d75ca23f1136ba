import { priceOf } from '../../../shared/pure/market/scale.js';
import type { Refusal } from '../../../shared/pure/refusal.js';
import { err, type Result } from '../../../shared/pure/result.js';
import type { InstanceView } from '../../../shared/pure/strategy/instance.js';
import type { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { planGrid, startRefusals } from '../domain/index.js';
import { accountNow, placeNow, priceNow } from './facts.js';
import { marketOf, settingsOf } from './grid-strategy.js';
import { limitsOf, refusedWith } from './limits.js';

/**
 * Starts a bot unless the present price, balance and risk limits forbid it: a person is told now, with numbers, and not by a
 * bot that stops at its first decision close, which looks again. A start that waits for a trigger is looked at then.
 */
export async function startGrid(
  shell: StrategyShell,
  userId: string,
  instanceId: string,
): Promise<Result<InstanceView, Refusal>> {
  const refusals = await refusalsNow(shell, userId, instanceId);
  return refusals.length > 0 ? err(refusedWith(refusals)) : shell.start(userId, instanceId);
}

async function refusalsNow(
  { parts }: StrategyShell,
  userId: string,
  instanceId: string,
): Promise<readonly Refusal[]> {
  const { bus, world, store } = parts;
  const instance = await store.find(userId, instanceId);
  // One that goes on from where it was parked has its ladder already; the rest the shell refuses by itself.
  if (instance === null || (instance.state !== 'created' && instance.state !== 'stopped')) return [];
  const { accountId, venue, symbol } = instance;
  const settings = settingsOf(instance.settings);
  if (settings.startTrigger.type !== 'now') return [];
  const [listed] = (await bus.ask(new world.instruments({ venue }))).filter(
    ({ instrument }) => instrument.symbol === symbol,
  );
  const { cash } = await accountNow(parts, { accountId, symbol });
  const price = await priceNow(parts, { venue, symbol });
  const place = await placeNow(parts, { venue, symbol }, settings);
  // What is not known yet is looked at when it is.
  if (listed === undefined || cash === null || !price.ok || !place.ok) return [];
  const { instrument, candleDecimals } = listed;
  const market = marketOf({ instrument, candleDecimals, makerRate: '0', takerRate: '0' });
  const plan = planGrid(settings, market, place.value);
  if (!plan.ok) return plan.error;
  const { maxLoss, maxNotional } = await limitsOf(bus, userId);
  const facts = { price: priceOf(market.scale, price.value), cash, maxLoss, maxNotional };
  return startRefusals(settings, market, plan.value, facts);
}
