import { Bus } from '../../../shared/platform/bus/bus.port.js';
import type { PageQuery } from '../../../shared/platform/http/page.dto.js';
import type { Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException } from '../../../shared/platform/http/problem.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { GetAccountState, type AccountState } from '../contracts/queries/get-account-state.query.js';
import { ListAccounts, type AccountView } from '../contracts/queries/list-accounts.query.js';
import { ExchangeAccountsController } from './exchange-accounts.controller.js';

const view = (id: string, userId: string, createdAt: number): AccountView => ({
  ...{ id, userId, venue: 'paper', label: `of ${userId}`, environment: 'paper', positionMode: 'one-way' },
  createdAt: epochMs(createdAt),
});

const STATE: AccountState = {
  balances: ['USDT', 'BTC', 'ETH'].map((currency) => ({ currency, total: '1', free: '1' })),
  positions: [
    {
      ...{ symbol: 'BTC/USDT:USDT', side: 'long', size: '1' },
      ...{ averagePrice: '60000', liquidationPrice: null },
    },
  ],
  openOrders: ['b', 'a'].map((clientOrderId) => ({
    ...{ symbol: 'BTC/USDT', clientOrderId, type: 'limit', side: 'buy', price: '1', size: '1' },
  })),
};

/** Answers like the paper venue: everything is asked for by its owner. */
class TwoPeople extends Bus {
  private readonly accounts = [view('x', 'me', 2), view('y', 'me', 1), view('z', 'you', 0)];

  override async ask(message: object): Promise<never> {
    if (message instanceof ListAccounts)
      return this.accounts.filter(({ userId }) => userId === message.data.userId) as never;
    const { data } = message as GetAccountState;
    const own = this.accounts.some(({ id, userId }) => id === data.accountId && userId === data.userId);
    return (own ? STATE : null) as never;
  }
}

describe('exchange accounts over HTTP', () => {
  const controller = new ExchangeAccountsController(
    new TwoPeople(),
    { list: async () => [] } as never,
    {} as never,
  );
  const me = { userId: 'me', role: 'viewer' } as const;
  const all: PageQuery = { limit: 50 };

  it('are listed oldest first, and only your own', async () => {
    const { items, nextCursor } = await controller.list(me, all);
    expect(items.map(({ id, createdAt }) => [id, createdAt])).toEqual([
      ['y', '1970-01-01T00:00:00.001Z'],
      ['x', '1970-01-01T00:00:00.002Z'],
    ]);
    expect(items[0]).not.toHaveProperty('userId');
    expect(nextCursor).toBeNull();
  });

  it('are not there when they are somebody else’s', async () => {
    const asked = [
      () => controller.get(me, 'z'),
      () => controller.balances(me, 'z', all),
      () => controller.positions(me, 'z', all),
      () => controller.openOrders(me, 'z', all),
      () => controller.get(me, 'nothing'),
    ];
    for (const ask of asked) {
      const error = await ask().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ProblemException);
      expect((error as ProblemException).getStatus()).toBe(404);
    }
    expect((await controller.get(me, 'x')).label).toBe('of me');
  });

  it('show what their venue shows, page by page', async () => {
    const seen: string[] = [];
    let page: Page<{ readonly currency: string }> | null = null;
    do {
      const cursor: string | undefined = page?.nextCursor ?? undefined;
      page = await controller.balances(me, 'x', { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ currency }) => currency), '|');
    } while (page.nextCursor !== null);
    expect(seen).toEqual(['BTC', 'ETH', '|', 'USDT', '|']);
    expect((await controller.positions(me, 'x', all)).items).toEqual(STATE.positions);
    expect(
      (await controller.openOrders(me, 'x', all)).items.map(({ clientOrderId }) => clientOrderId),
    ).toEqual([...['a', 'b']]);
    const wrong = await controller
      .positions(me, 'x', { limit: 2, cursor: 'nonsense' })
      .catch((e: unknown) => e);
    expect((wrong as ProblemException).code).toBe('invalid-cursor');
  });
});
