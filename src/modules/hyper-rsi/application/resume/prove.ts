import { formatMoney, money, type Money } from '../../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Bus } from '../../../../shared/platform/bus/bus.port.js';
import type { ShellParts } from '../../../../shared/platform/strategy/strategy-shell.js';
import { runInScope } from '../../../../shared/platform/telemetry/scope.js';
import {
  GetAccountState,
  type AccountState,
} from '../../../exchange/contracts/queries/get-account-state.query.js';
import { ListOrders, type OrderView } from '../../../orders/contracts/queries/list-orders.query.js';
import {
  ListPositions,
  type PositionView,
} from '../../../positions/contracts/queries/list-positions.query.js';
import { HyperRsiResumed } from '../../contracts/events/hyper-rsi-resumed.event.js';
import {
  isAlive,
  type Resumed,
  type ResumeStore,
} from '../../../../shared/platform/strategy/resume-store.port.js';

const PAGE = 200;

/**
 * Compares what a bot holds with what its venue has, and tells its owner whether that is protected. False while messages from
 * or to it are under way: it must be asked again then.
 * @param marketTime at the start, for a bot that has not decided yet.
 */
export async function proveBot(
  { store, strategy, unitOfWork, bus, world }: ShellParts,
  resume: ResumeStore,
  { instanceId, userId }: Resumed,
  marketTime: EpochMs,
): Promise<boolean> {
  const seen = await store.find(userId, instanceId);
  if (seen === null || !isAlive(seen.state)) return true;
  if (await resume.isBusy(instanceId)) return false;
  const { accountId, symbol, name, settings } = seen;
  const account = await bus.ask(new GetAccountState({ userId, accountId }));
  const positions = await openPositions(bus, userId, instanceId);
  const open = new ListOrders({ userId, instanceId, status: 'open', after: null, limit: PAGE });
  const booked = await bus.ask(open);
  const { realisedPnl } = await bus.ask(new world.pnl({ userId, instanceId }));
  // Something has happened between the questions: they do not belong together.
  if (await resume.isBusy(instanceId)) return false;
  const held = heldBy(positions);
  const resting = shownBy(account, booked);
  const told = new HyperRsiResumed({
    ...{ instanceId, userId, name, symbol, resting: resting.length, held, realisedPnl },
    state: seen.state,
    protectedSize:
      strategy.protects(settings) && account !== null ? protectedOf(positions, held, resting) : null,
    positionMatches: matches(account, symbol, held),
    at: seen.lastDecidedAt ?? marketTime,
  });
  await unitOfWork.run(async (tx) => runInScope({ userId }, () => tx.record(told)));
  return true;
}

/** One, or beside it the hedge that has been opened against it. */
async function openPositions(bus: Bus, userId: string, instanceId: string): Promise<readonly PositionView[]> {
  const own: PositionView[] = [];
  let after: { at: EpochMs; positionId: string } | null = null;
  for (;;) {
    const page: readonly PositionView[] = await bus.ask(
      new ListPositions({ userId, state: 'open', after, limit: PAGE }),
    );
    own.push(...page.filter((position) => position.instanceId === instanceId));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return own;
    after = { at: last.openedAt, positionId: last.positionId };
  }
}

type Sized = Pick<PositionView, 'side' | 'size'>;

const signed = ({ side, size }: Sized): bigint => (side === 'short' ? 0n - money(size) : money(size));
const netOf = (positions: readonly Sized[]): Money =>
  positions.reduce<bigint>((sum, position) => sum + signed(position), 0n) as Money;

/** Signed; of a position and its hedge what is left between them. */
const heldBy = (positions: readonly PositionView[]): string => formatMoney(netOf(positions));

/** What our books have open and the venue has as well: what it has let go of while nobody looked protects nothing. */
function shownBy(account: AccountState | null, booked: readonly OrderView[]): readonly OrderView[] {
  if (account === null) return booked;
  const shown = new Set(account.openOrders.map(({ clientOrderId }) => clientOrderId));
  return booked.filter(({ clientOrderId }) => shown.has(clientOrderId));
}

/** What is protected on the side that the bot is exposed to, by our books and its venue alike; null while that is not known. */
function protectedOf(
  positions: readonly PositionView[],
  held: string,
  resting: readonly OrderView[],
): string | null {
  const side = held.startsWith('-') ? 'short' : 'long';
  const exposed = positions.find((position) => position.side === side);
  if (exposed === undefined) return '0';
  const { protectedSize, symbol } = exposed;
  if (protectedSize === null) return null;
  const closing = side === 'long' ? 'sell' : 'buy';
  const stops = resting
    .filter((order) => order.type === 'stop-market' && order.symbol === symbol && order.side === closing)
    .reduce((sum, { size, filledSize }) => sum + (size === null ? 0n : money(size) - money(filledSize)), 0n);
  return formatMoney(stops < money(protectedSize) ? stops : money(protectedSize));
}

/** A perpetual of one bot: the venue holds exactly what it does. Null while the venue does not tell. */
function matches(account: AccountState | null, symbol: string, held: string): boolean | null {
  if (account === null) return null;
  return netOf(account.positions.filter((position) => position.symbol === symbol)) === money(held);
}
