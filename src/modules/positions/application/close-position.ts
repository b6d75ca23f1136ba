import { Injectable } from '@nestjs/common';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { partOf } from '../../../shared/pure/market/part-of.js';
import { formatLots, lotsOf, marketScale } from '../../../shared/pure/market/scale.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { ListInstruments } from '../../exchange/contracts/queries/list-instruments.query.js';
import {
  CloseKeptPosition,
  type ClosingOrder,
} from '../../orders/contracts/commands/close-kept-position.command.js';
import { PlaceOrder } from '../../orders/contracts/commands/place-order.command.js';
import { formatSize } from '../domain/index.js';
import { PositionReads } from './ports/position-reads.port.js';
import type { HeldPosition } from './ports/position-store.port.js';
import { closingSide } from './protection.js';

/** Closes a position that was traded by hand or kept by a stopped bot, whole or in part, with a reduce-only market order. */
@Injectable()
export class ClosePosition {
  constructor(
    private readonly bus: Bus,
    private readonly positions: PositionReads,
  ) {}

  /**
   * The order, stored and on its way. Refused with `not-found`, `position-closed`, `nothing-to-close` (the part is less than one
   * lot, or nothing of it is there to be reduced), with `position-of-bot` (its bot has not stopped, and would go on trading beside a
   * position that it does not know to be smaller: the bot itself is asked), or as orders refuses it.
   * @param percent plain decimal, > 0 and <= 100.
   */
  async close(
    userId: string,
    positionId: string,
    percent: string,
    requestKey: string,
  ): Promise<Result<ClosingOrder, Refusal>> {
    const position = await this.positions.get(userId, positionId);
    if (position === null) return err(refusal('not-found', 'no such position', { positionId }));
    const { accountId, symbol, instanceId, life, closedAt } = position;
    if (closedAt !== null)
      return err(refusal('position-closed', 'the position is closed already', { positionId }));
    const size = await this.partOf(position, percent);
    if (size === null) return err(tooSmall(position, percent));
    if (instanceId !== null) return this.closeKept({ ...position, instanceId }, size, percent, requestKey);
    const order = { type: 'market', price: null, size, reduceOnly: true } as const;
    return this.bus.ask(
      new PlaceOrder({ userId, accountId, symbol, side: closingSide(life), ...order, requestKey }),
    );
  }

  /** What a bot still holds belongs to its owner once the bot has stopped. Orders knows whether it has. */
  private async closeKept(
    position: HeldPosition & { readonly instanceId: string },
    part: string,
    percent: string,
    requestKey: string,
  ): Promise<Result<ClosingOrder, Refusal>> {
    const { id: positionId, userId, accountId, symbol, strategy, instanceId, position: which } = position;
    const size = Number(percent) === 100 ? null : part;
    const asked = { userId, accountId, symbol, instanceId, position: which, size, requestKey };
    const closing = await this.bus.ask(new CloseKeptPosition(asked));
    if (closing.ok) {
      const [order] = closing.value;
      return order === undefined ? err(tooSmall(position, percent)) : ok(order);
    }
    switch (closing.error.code) {
      case 'position-of-bot': {
        const message = `the position belongs to a ${strategy} bot; ask the bot to close it, or stop it`;
        return err(refusal('position-of-bot', message, { positionId, strategy, instanceId }));
      }
      case 'nothing-to-close':
        return err(tooSmall(position, percent));
      default:
        return closing;
    }
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

const tooSmall = ({ life }: HeldPosition, percent: string): Refusal =>
  refusal('nothing-to-close', 'the part is less than one lot, or nothing of it is there', {
    ...{ side: life.side, percent },
  });
