import { isTooLittle } from '../../pure/market/too-little.js';
import { money, type Money } from '../../pure/numbers/money.js';
import { refusal, type Refusal } from '../../pure/refusal.js';
import { err, ok, type Result } from '../../pure/result.js';
import type { PositionSide } from '../../pure/strategy/order.js';
import type { Bus } from '../bus/bus.port.js';
import type { Instance } from './instance.js';
import type { KeptView, ListedInstrument, WorldMessages } from './strategy-world.js';

/** Base units, plain decimals. */
export interface HeldAtStart {
  /** What the account has, as coins or as a position on whatever side. */
  readonly there: string;
  /** What of it the strategy takes over: on its own side only. */
  readonly taken: string;
}

type Asking = { readonly world: WorldMessages; readonly bus: Bus };

/**
 * What an instance finds at the beginning of a new life. Refused with `position-held` while a stopped bot still holds something there
 * that an order could close: in one-way mode it would be set off against what comes, and neither could be closed by its own
 * size. An instance that takes over what is there may begin with what it has kept itself, where that is on its side and its venue shows
 * all of it. Refused with `unknown-account` when there is no account to look at: that is not an empty one.
 */
export async function heldAtStart(
  { world, bus }: Asking,
  { id, userId, accountId, symbol }: Pick<Instance, 'id' | 'userId' | 'accountId' | 'symbol'>,
  { instrument }: ListedInstrument,
  takesOver: PositionSide | null,
): Promise<Result<HeldAtStart, Refusal>> {
  const account = await bus.ask(new world.balances({ userId, accountId }));
  if (account === null) return err(refusal('unknown-account', 'there is no such account', { accountId }));
  const kept = await bus.ask(new world.kept({ userId, lane: { accountId, symbol } }));
  const coins = account.balances.find(({ currency }) => currency === instrument.base)?.free ?? '0';
  const shown = account.positions.filter((position) => position.symbol === symbol);
  const isSpot = instrument.kind === 'spot';
  const there = isSpot ? coins : (shown[0]?.size ?? '0');
  const own = isSpot ? coins : (shown.find(({ side }) => side === takesOver)?.size ?? '0');
  const taken = takesOver === null ? '0' : own;
  const isMine = (one: KeptView): boolean => one.instanceId === id && sideOf(one) === takesOver;
  const inTheWay = kept.filter((one) => one.closing || !isTooLittle(instrument, sizeOf(one), priceOf(one)));
  const mine = inTheWay.filter(isMine).reduce((sum, one) => sum + sizeOf(one), 0n);
  const [first] = inTheWay.filter((one) => one.closing || !isMine(one) || mine > money(taken));
  return first === undefined ? ok({ there, taken }) : err(positionHeld(symbol, first));
}

const sideOf = ({ position, size }: KeptView): PositionSide =>
  position !== 'net' ? position : size.startsWith('-') ? 'short' : 'long';

const sizeOf = ({ size }: KeptView): Money => money(unsigned(size));

const priceOf = ({ markPrice }: KeptView): Money | null => (markPrice === null ? null : money(markPrice));

const unsigned = (size: string): string => (size.startsWith('-') ? size.slice(1) : size);

const positionHeld = (symbol: string, kept: KeptView): Refusal =>
  refusal('position-held', 'a stopped bot still holds a position there; close it first', {
    ...{ symbol, instanceId: kept.instanceId, side: sideOf(kept), size: unsigned(kept.size) },
  });
