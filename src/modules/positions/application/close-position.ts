import { Injectable } from '@nestjs/common';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { partOf } from '../../../shared/pure/market/part-of.js';
import { formatLots, lotsOf, marketScale } from '../../../shared/pure/market/scale.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, type Result } from '../../../shared/pure/result.js';
import { ListInstruments } from '../../exchange/contracts/queries/list-instruments.query.js';
import { PlaceOrder } from '../../orders/contracts/commands/place-order.command.js';
import type { OrderView } from '../../orders/contracts/queries/list-orders.query.js';
import { formatSize } from '../domain/index.js';
import { PositionReads } from './ports/position-reads.port.js';
import type { HeldPosition } from './ports/position-store.port.js';
import { closingSide } from './protection.js';

/** Closes a position that was traded by hand, whole or in part, with a reduce-only market order. */
@Injectable()
export class ClosePosition {
  constructor(
    private readonly bus: Bus,
    private readonly positions: PositionReads,
  ) {}

  /**
   * The order, stored and on its way. Refused with `not-found`, `position-closed`, `nothing-to-close` (the part is less than one
   * lot), with `position-of-bot` (its bot would go on trading beside a position that it does not know to be smaller: the bot
   * itself is asked), or as orders refuses it.
   * @param percent plain decimal, > 0 and <= 100.
   */
  async close(
    userId: string,
    positionId: string,
    percent: string,
    requestKey: string,
  ): Promise<Result<OrderView, Refusal>> {
    const position = await this.positions.get(userId, positionId);
    if (position === null) return err(refusal('not-found', 'no such position', { positionId }));
    const { accountId, symbol, strategy, instanceId, life, closedAt } = position;
    if (closedAt !== null)
      return err(refusal('position-closed', 'the position is closed already', { positionId }));
    if (instanceId !== null) {
      const message = `the position belongs to a ${strategy} bot; ask the bot to close it, or stop it`;
      return err(refusal('position-of-bot', message, { positionId, strategy, instanceId }));
    }
    const size = await this.partOf(position, percent);
    if (size === null)
      return err(refusal('nothing-to-close', 'the part is less than one lot', { side: life.side, percent }));
    const order = { type: 'market', price: null, size, reduceOnly: true } as const;
    return this.bus.ask(
      new PlaceOrder({ userId, accountId, symbol, side: closingSide(life), ...order, requestKey }),
    );
  }

  /** In whole lots of the instrument; null when that is none. The whole is the whole, whatever the lot. */
  private async partOf({ venue, symbol, life }: HeldPosition, percent: string): Promise<string | null> {
    if (Number(percent) === 100) return formatSize(life.size);
    const known = await this.bus.ask(new ListInstruments({ venue }));
    const listed = known.find(({ instrument }) => instrument.symbol === symbol);
    if (listed === undefined) return null;
    const scale = marketScale(listed.instrument, listed.candleDecimals);
    const lots = partOf(lotsOf(scale, formatSize(life.size)), percent);
    return lots === 0 ? null : formatLots(scale, lots);
  }
}
