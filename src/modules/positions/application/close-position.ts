import { Injectable } from '@nestjs/common';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, type Result } from '../../../shared/pure/result.js';
import { PlaceOrder } from '../../orders/contracts/commands/place-order.command.js';
import type { OrderView } from '../../orders/contracts/queries/list-orders.query.js';
import { formatSize } from '../domain/index.js';
import { PositionReads } from './ports/position-reads.port.js';
import { closingSide } from './protection.js';

/** Closes a position that was traded by hand, with a reduce-only market order. */
@Injectable()
export class ClosePosition {
  constructor(
    private readonly bus: Bus,
    private readonly positions: PositionReads,
  ) {}

  /**
   * The order, stored and on its way. Refused with `not-found`, `position-closed`, with `position-of-bot` (its bot would go on
   * trading beside a position that it does not know to be gone: stopping the bot closes it), or as orders refuses it.
   */
  async close(userId: string, positionId: string, requestKey: string): Promise<Result<OrderView, Refusal>> {
    const position = await this.positions.get(userId, positionId);
    if (position === null) return err(refusal('not-found', 'no such position', { positionId }));
    const { accountId, symbol, strategy, instanceId, life, closedAt } = position;
    if (closedAt !== null)
      return err(refusal('position-closed', 'the position is closed already', { positionId }));
    if (instanceId !== null) {
      const message = `the position belongs to a ${strategy} bot; stop the bot with mode "close" to close it`;
      return err(refusal('position-of-bot', message, { positionId, strategy, instanceId }));
    }
    const order = { type: 'market', price: null, size: formatSize(life.size), reduceOnly: true } as const;
    return this.bus.ask(
      new PlaceOrder({ userId, accountId, symbol, side: closingSide(life), ...order, requestKey }),
    );
  }
}
