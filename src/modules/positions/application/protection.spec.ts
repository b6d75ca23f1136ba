import { AskTimeout, Bus } from '../../../shared/platform/bus/bus.port.js';
import type { AnswerOf, Ask } from '../../../shared/pure/messages/message.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { ListOrders, type OrderView } from '../../orders/contracts/queries/list-orders.query.js';
import { fold, formatSize, readPrice, readSize } from '../domain/index.js';
import { money } from '../../../shared/pure/numbers/money.js';
import type { HeldPosition } from './ports/position-store.port.js';
import { protectedSizeOf } from './protection.js';

const [price, size] = [readPrice('100'), readSize('5')];
const opening = { orderId: 'o', side: 'sell', price, size, fee: money('0') } as const;
const short: HeldPosition = {
  ...{ id: 'p', userId: 'u', accountId: 'a', venue: 'paper', symbol: 'BTC/USDT:USDT', strategy: 'grid' },
  ...{ instanceId: 'bot', position: 'net', life: fold(null, opening).opened!, closedAt: null },
  ...{ openedAt: epochMs(0), changedAt: epochMs(0) },
};

const stop = (orderId: string, size: string): OrderView => ({
  ...{ orderId, clientOrderId: 'c', userId: 'u', accountId: 'a', venue: 'paper', symbol: 'BTC/USDT:USDT' },
  ...{ strategy: 'grid', instanceId: 'bot', cycle: 1, leg: 'stop', side: 'buy', type: 'stop-market' },
  ...{
    price: '110',
    size,
    reduceOnly: true,
    reason: 'stop',
    venueOrderId: null,
    filledSize: '0',
  },
  ...{ timeInForce: null, postOnly: false, replaces: null, replacedBy: null, amendment: null, version: 3 },
  ...{ averagePrice: null, status: 'open', code: null, correlationId: 'x' },
  ...{ createdAt: epochMs(0), updatedAt: epochMs(0) },
});

/** Orders as a bus that knows nothing else; an error instead of orders is thrown. */
class OrdersBus extends Bus {
  constructor(private readonly orders: readonly OrderView[] | Error) {
    super();
  }

  override async ask<A extends Ask<object, unknown>>(message: A): Promise<AnswerOf<A>> {
    if (!(message instanceof ListOrders)) throw new TypeError('only orders are asked');
    if (this.orders instanceof Error) throw this.orders;
    const { after, limit } = message.data;
    const first = after === null ? 0 : this.orders.findIndex(({ orderId }) => orderId === after) + 1;
    return this.orders.slice(first, first + limit) as AnswerOf<A>;
  }
}

const covered = async (orders: readonly OrderView[] | Error): Promise<string | null> => {
  const units = await protectedSizeOf(new OrdersBus(orders), short);
  return units === null ? null : formatSize(units);
};

describe('the protected size', () => {
  it('is what resting stops on the closing side add up to', async () => {
    expect(await covered([stop('1', '1.5'), stop('2', '2')])).toBe('3.5');
    expect(await covered([])).toBe('0');
  });

  it('is never more than the position', async () => {
    expect(await covered([stop('1', '5'), stop('2', '5')])).toBe('5');
  });

  it('counts the stops on every page of orders', async () => {
    const targets = Array.from({ length: 430 }, (_, index) => ({
      ...stop(`target-${index}`, '1'),
      type: 'limit' as const,
    }));
    expect(await covered([...targets, stop('last', '4')])).toBe('4');
  });

  it('is not known while orders does not answer, and a broken program stays one', async () => {
    expect(await covered(new AskTimeout('orders.list-orders.v1', 5_000))).toBeNull();
    await expect(covered(new TypeError('broken'))).rejects.toThrow('broken');
  });
});
