import { formatLots, type MarketScale } from '../../../../shared/pure/market/scale.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { KernelRow } from '../../../../shared/platform/strategy/instance.js';
import type { ShellParts } from '../../../../shared/platform/strategy/strategy-shell.js';
import { runInScope } from '../../../../shared/platform/telemetry/scope.js';
import { GetAccountState } from '../../../exchange/contracts/queries/get-account-state.query.js';
import { ListOrders, type OrderStatus } from '../../../orders/contracts/queries/list-orders.query.js';
import { GridResumed } from '../../contracts/events/grid-resumed.event.js';
import { latestState, netHeld, wantedOrders, type GridState } from '../../domain/index.js';
import { marketOf, settingsOf } from '../grid-strategy.js';
import type { Since } from '../../../../shared/platform/strategy/resume-loop.js';
import { isAlive, type Resumed } from '../../../../shared/platform/strategy/resume-store.port.js';
import type { GridResumeStore } from '../ports/grid-resume-store.port.js';
import { compareOrders, holdsAsMuch, type BookedOrder } from './compare.js';

/** States in which an order may still act. */
const LIVE = [
  'planned',
  'sending',
  'acked',
  'open',
  'partial',
  'unknown',
  'cancel-requested',
] as const satisfies readonly OrderStatus[];
/** States in which it does not, filled ones apart: a fill is always told. */
const ENDED = [
  'cancelled',
  'rejected',
  'denied',
  'expired',
  'absent',
  'abandoned',
] as const satisfies readonly OrderStatus[];
/** More orders of one bot are alive at no time: 199 cells, triggers, one order for all. */
const MOST = 201;

/**
 * Compares what a bot wants with what our books and its venue have, tells its owner, and lets the bot place again what
 * nobody has. False while messages from or to it are under way: it must be asked again then.
 */
export async function proveLadder(
  parts: ShellParts,
  resume: GridResumeStore,
  { instanceId, userId }: Resumed,
  { bootedAt, marketTime }: Since,
): Promise<boolean> {
  const { store, unitOfWork, bus, world } = parts;
  const seen = await store.find(userId, instanceId);
  if (seen === null || !isAlive(seen.state)) return true;
  if (await resume.isBusy(instanceId)) return false;
  const account = await bus.ask(new GetAccountState({ userId, accountId: seen.accountId }));
  const live = await ordersIn(parts, userId, instanceId, LIVE);
  const ended = await ordersIn(parts, userId, instanceId, ENDED);
  const { realisedPnl } = await bus.ask(new world.pnl({ userId, instanceId }));
  const filledWhileDown = await resume.lateFills(instanceId, bootedAt, marketTime);
  return unitOfWork.run(async (tx) => {
    const locked = await store.lock(tx, instanceId, userId);
    if (locked === null || locked.kernel === null || !isAlive(locked.instance.state)) return true;
    const { instance, kernel, market } = locked;
    const { scale, state, wanted } = ladderOf(kernel);
    // While a generation changes its orders come and go; what comes of it is told by itself.
    const runs = locked.instance.state === 'running';
    if (runs && state.phase === 'changing') return false;
    const atVenue = account?.openOrders.map(({ clientOrderId }) => clientOrderId) ?? [];
    const { recovered, missing } = compareOrders(wanted, { live, ended }, atVenue);
    // Something has happened between the questions and the lock, or is on its way to Orders.
    if (await resume.isBusy(instanceId, tx)) return false;
    const held = formatLots(scale, netHeld(state));
    const { name, symbol } = instance;
    const told = new GridResumed({
      ...{ instanceId, userId, name, symbol, wanted: wanted.length, recovered, missing: missing.length },
      ...{ filledWhileDown, realisedPnl, held },
      state: runs && state.phase === 'paused' ? 'paused' : locked.instance.state,
      positionMatches: holdsAsMuch(kernel.terms.instrument, held, account),
      at: market?.at ?? marketTime,
    });
    runInScope({ userId }, () => tx.record(told));
    // Only one that goes on places again what nobody has.
    if (runs) await restore(parts, tx, instanceId, missing);
    return true;
  });
}

function ladderOf({ state: stored, settings: document, terms }: KernelRow): {
  readonly scale: MarketScale;
  readonly state: GridState;
  readonly wanted: ReturnType<typeof wantedOrders>;
} {
  const settings = settingsOf(document);
  const market = marketOf(terms);
  const state = latestState(market, settings, stored as GridState);
  return { scale: market.scale, state, wanted: wantedOrders(market, settings, state) };
}

/** The newest orders of a bot in these states. */
async function ordersIn(
  { bus }: ShellParts,
  userId: string,
  instanceId: string,
  statuses: readonly OrderStatus[],
): Promise<readonly BookedOrder[]> {
  const found: BookedOrder[] = [];
  for (const status of statuses)
    found.push(...(await bus.ask(new ListOrders({ userId, instanceId, status, after: null, limit: MOST }))));
  return found;
}

/** An order that has ended unheard will not act any more: the bot hears of it now, and places it again. */
async function restore(
  { store, reactor, ids }: ShellParts,
  tx: Tx,
  instanceId: string,
  missing: readonly { readonly leg: string; readonly cycle: number }[],
): Promise<void> {
  for (const { leg, cycle } of missing) {
    const locked = await store.lock(tx, instanceId);
    if (locked === null || locked.kernel === null) return;
    const started = { ...locked, kernel: locked.kernel };
    const occasion = {
      cause: { kind: 'resumed', leg, cycle },
      correlationId: ids.next(),
      at: null,
      price: null,
      // Nothing else would say that it is gone where nothing takes its place, as in a paused grid.
      isKept: true,
    } as const;
    await reactor.step(tx, started, () => ({ kind: 'order-cancelled', leg, cycle, code: 'lost' }), occasion);
  }
}
