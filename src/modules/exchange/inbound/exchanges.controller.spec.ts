import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { ProblemException } from '../../../shared/platform/http/problem.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { FeedStatus } from '../contracts/queries/get-feed-status.query.js';
import { ListInstruments } from '../contracts/queries/list-instruments.query.js';
import { TEST_INSTRUMENTS } from '../domain/instruments.js';
import { ExchangesController } from './exchanges.controller.js';

const STATUS: FeedStatus = {
  ...{
    venue: 'paper',
    source: 'generated',
    symbols: ['BTC/USDT'],
    timeframe: '1m',
    state: 'running',
    nextOpen: '60000',
    speed: 10,
  },
  marketTime: epochMs(Date.UTC(2025, 0, 31)),
  nextOpen: '60000',
};

class PaperOnly extends Bus {
  override async ask(message: object): Promise<never> {
    if (!(message instanceof ListInstruments)) return STATUS as never;
    if (message.data.venue !== 'paper') return [] as never;
    return TEST_INSTRUMENTS.map((instrument) => ({ venue: 'paper', instrument, candleDecimals: 2 })) as never;
  }
}

describe('exchanges over HTTP', () => {
  const controller = new ExchangesController(new PaperOnly());

  it('are the paper venue, with where its prices come from', async () => {
    expect(await controller.list({ limit: 50 })).toEqual({
      items: [{ venue: 'paper', environment: 'paper' }],
      nextCursor: null,
    });
    const { nextOpen: _, ...known } = STATUS;
    expect(await controller.status('paper')).toEqual({
      ...known,
      environment: 'paper',
      marketTime: '2025-01-31T00:00:00.000Z',
    });
  });

  it('list their markets with the rules that orders must keep', async () => {
    const { items, nextCursor } = await controller.markets('paper', { limit: 2 });
    expect(items.map(({ symbol }) => symbol)).toEqual(['BTC/KRW', 'BTC/USDT']);
    expect(items[0]!.priceBands).toHaveLength(9);
    const rest = await controller.markets('paper', { limit: 50, cursor: nextCursor! });
    expect(rest.items).toHaveLength(TEST_INSTRUMENTS.length - 2);
  });

  it('that nobody knows are not found', async () => {
    for (const ask of [() => controller.status('okx'), () => controller.markets('okx', { limit: 5 })]) {
      const error = await ask().catch((reason: unknown) => reason);
      expect((error as ProblemException).getStatus()).toBe(404);
    }
  });
});
