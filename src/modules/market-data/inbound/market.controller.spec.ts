import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { ProblemException } from '../../../shared/platform/http/problem.js';
import { refusal } from '../../../shared/pure/refusal.js';
import { err, ok } from '../../../shared/pure/result.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { GetOrderBook } from '../../exchange/contracts/queries/get-order-book.query.js';
import { MarketController } from './market.controller.js';

/** Two venues: one that tells who waits at which price, and one of candles. */
class TwoVenues extends Bus {
  override async ask(message: object): Promise<never> {
    const { venue, symbol, depth } = (message as GetOrderBook).data;
    if (venue !== 'told') return err(refusal('no-order-book', 'candles alone', { venue, symbol })) as never;
    const bids = [
      { price: '100', size: '1' },
      { price: '99.5', size: '2' },
    ].slice(0, depth);
    return ok({ venue, symbol, bids, asks: [], at: epochMs(Date.UTC(2025, 0, 31)) }) as never;
  }
}

describe('an order book over HTTP', () => {
  const controller = new MarketController(new TwoVenues());

  it('is what the venue tells, as deep as was asked for', async () => {
    expect(await controller.orderBook('told', { symbol: 'BTC/USDT', depth: 1 })).toEqual({
      ...{ venue: 'told', symbol: 'BTC/USDT', bids: [{ price: '100', size: '1' }], asks: [] },
      at: '2025-01-31T00:00:00.000Z',
    });
  });

  it('is a typed problem, and no empty book, where there is none', async () => {
    const asked = controller.orderBook('paper', { symbol: 'BTC/USDT', depth: 20 });
    await expect(asked).rejects.toBeInstanceOf(ProblemException);
    await expect(asked).rejects.toMatchObject({ code: 'no-order-book', status: 404 });
  });
});
