import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import { OrderFilled, type FillFacts } from '../../orders/contracts/events/order-filled.event.js';
import type { OrderFacts } from '../../orders/contracts/events/order-facts.js';
import { PositionChanged } from '../contracts/events/position-changed.event.js';
import { PositionClosed } from '../contracts/events/position-closed.event.js';
import { PositionOpened } from '../contracts/events/position-opened.event.js';
import {
  feeInQuote,
  fold,
  movedSize,
  readPrice,
  readSize,
  realisedOf,
  type Life,
  type PositionFill,
} from '../domain/index.js';
import { factsOf } from './position-facts.js';
import { FundingStore } from './ports/funding-store.port.js';
import { PositionStore, type HeldPosition } from './ports/position-store.port.js';

/** Folds a fill into the position of its holder and tells what became of it. A fill that is known changes nothing. */
@OnRecord('positions', OrderFilled)
export class FoldFill implements RecordHandler<OrderFilled> {
  constructor(
    private readonly positions: PositionStore,
    private readonly bills: FundingStore,
    private readonly ids: Ids,
  ) {}

  async handle({ data }: OrderFilled, { correlationId }: Envelope, tx: Tx): Promise<void> {
    const { order, fill } = data;
    const { accountId, symbol, instanceId, userId } = order;
    if (await this.positions.hasFill(tx, accountId, symbol, fill.tradeId)) return;
    const position = fill.position ?? 'net';
    const held = await this.positions.open(tx, { accountId, symbol, instanceId, position });
    const folded = fold(held?.life ?? null, fillOf(order, fill));
    const moved = held !== null && folded.moved !== null ? after(held, folded.moved, fill) : null;
    const opened = folded.opened === null ? null : this.begun(order, folded.opened, fill);
    // The old one first: only one of them may be open.
    for (const position of [moved, opened]) if (position !== null) await this.positions.save(tx, position);
    await this.positions.addFill(tx, {
      ...{ fillId: fill.fillId, tradeId: fill.tradeId, userId, accountId, symbol, instanceId, correlationId },
      position,
      fill: fillOf(order, fill),
      reason: fill.reason,
      realised: realisedBy(held, moved),
      positionId: (moved ?? opened)!.id,
      nextPositionId: moved === null ? null : (opened?.id ?? null),
      at: fill.at,
    });
    if (opened !== null && isFunded(symbol)) await this.bills.begin(tx, order, fill.at);
    tell(tx, moved, opened, fill);
  }

  private begun(order: OrderFacts, life: Life, { at, position }: FillFacts): HeldPosition {
    const { userId, accountId, venue, symbol, strategy, instanceId } = order;
    const owner = {
      userId,
      accountId,
      venue,
      symbol,
      strategy,
      instanceId,
      position: position ?? ('net' as const),
    };
    return { id: this.ids.next(), ...owner, life, openedAt: at, changedAt: at, closedAt: null };
  }
}

/** A unified symbol with a settlement currency: a contract, for which a venue may charge funding. */
const isFunded = (symbol: string): boolean => symbol.includes(':');

function after(held: HeldPosition, life: Life, { at }: FillFacts): HeldPosition {
  return { ...held, life, changedAt: at, closedAt: life.size === 0n ? at : null };
}

const realisedBy = (before: HeldPosition | null, moved: HeldPosition | null): Money =>
  before === null || moved === null
    ? ZERO_MONEY
    : ((realisedOf(moved.life) - realisedOf(before.life)) as Money);

function fillOf(order: OrderFacts, fill: FillFacts): PositionFill {
  const price = readPrice(fill.price);
  const fee = feeInQuote(fill.fee, fill.feeCurrency, order.symbol, price);
  return { orderId: order.orderId, side: order.side, price, size: readSize(movedSize(order, fill)), fee };
}

function tell(
  tx: Tx,
  moved: HeldPosition | null,
  opened: HeldPosition | null,
  { fillId, reason, at }: FillFacts,
): void {
  const cause = { fillId, reason, at };
  if (moved !== null) {
    const data = { position: factsOf(moved), ...cause };
    tx.record(moved.closedAt === null ? new PositionChanged(data) : new PositionClosed(data));
  }
  if (opened !== null) tx.record(new PositionOpened({ position: factsOf(opened), ...cause }));
}
