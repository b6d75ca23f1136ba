import { Query } from '../../pure/messages/message.js';
import type { Bus } from '../bus/bus.port.js';
import { heldAtStart } from './held-at-start.js';
import type { KeptView, ListedInstrument, WorldMessages } from './strategy-world.js';

const SYMBOL = 'BTC/USDT:USDT';
const ME = { id: 'i-1', userId: 'u-1', accountId: 'a-1', symbol: SYMBOL };

const listed = (kind: 'spot' | 'perpetual' = 'perpetual'): ListedInstrument =>
  ({
    venue: 'okx',
    candleDecimals: 1,
    instrument: { symbol: SYMBOL, kind, base: 'BTC', minSize: '0.01', minNotional: '5' },
  }) as ListedInstrument;

class Balances extends Query<object, never> {
  static readonly type = 'balances';
}
class Kept extends Query<object, never> {
  static readonly type = 'kept';
}

interface Account {
  readonly coins?: string;
  readonly positions?: readonly { readonly side: 'long' | 'short'; readonly size: string }[];
}

/** What the account and Orders answer; an account of null is nobody's. */
const asking = (account: Account | null, kept: readonly Partial<KeptView>[] = []) => ({
  world: { balances: Balances, kept: Kept } as unknown as WorldMessages,
  bus: {
    ask: async (message: unknown) => {
      if (message instanceof Kept)
        return kept.map((one) => ({
          instanceId: 'i-1',
          ...{ position: 'net', size: '1', markPrice: '100', closing: false },
          ...one,
        }));
      if (account === null) return null;
      return {
        balances: [{ currency: 'BTC', free: account.coins ?? '0' }],
        positions: (account.positions ?? []).map((one) => ({ symbol: SYMBOL, averagePrice: '1', ...one })),
      };
    },
  } as unknown as Bus,
});

const start = (
  account: Account | null,
  kept: readonly Partial<KeptView>[] = [],
  takesOver: 'long' | 'short' | null = null,
  kind: 'spot' | 'perpetual' = 'perpetual',
) => heldAtStart(asking(account, kept), ME, listed(kind), takesOver);

const refusedWith = (side: string, size: string, instanceId = 'i-1') => ({
  ok: false,
  error: { code: 'position-held', details: { symbol: SYMBOL, side, size, instanceId } },
});

describe('a new life', () => {
  test('begins where nothing was kept', async () => {
    expect(await start({})).toEqual({ ok: true, value: { there: '0', taken: '0' } });
  });

  test('is refused with size and side while an earlier life of the bot, or another bot, has kept something', async () => {
    expect(await start({}, [{ size: '-0.5' }])).toMatchObject(refusedWith('short', '0.5'));
    expect(await start({}, [{ instanceId: 'i-2' }])).toMatchObject(refusedWith('long', '1', 'i-2'));
    expect(await start({}, [{ position: 'short', size: '-2' }])).toMatchObject(refusedWith('short', '2'));
  });

  test('begins beside what is too small to be closed, but not while an order that closes it is under way', async () => {
    expect(await start({}, [{ size: '0.009' }])).toMatchObject({ ok: true });
    expect(await start({}, [{ size: '0.009', closing: true }])).toMatchObject(refusedWith('long', '0.009'));
  });

  test('begins on spot beside coins that are worth less than the venue takes, where their price is known', async () => {
    const little = { size: '0.04', markPrice: '100' };
    expect(await start({}, [little], null, 'spot')).toMatchObject({ ok: true });
    expect(await start({}, [{ ...little, markPrice: null }], null, 'spot')).toMatchObject(
      refusedWith('long', '0.04'),
    );
    expect(await start({}, [little])).toMatchObject(refusedWith('long', '0.04'));
  });

  test('is refused where the account is not known: that is not an empty one', async () => {
    expect(await start(null)).toMatchObject({ ok: false, error: { code: 'unknown-account' } });
  });
});

describe('a bot that takes over what is there', () => {
  test('takes what is on its own side only', async () => {
    const long = { positions: [{ side: 'long', size: '2' }] } as const;
    expect(await start(long, [], 'long')).toEqual({ ok: true, value: { there: '2', taken: '2' } });
    expect(await start(long, [], 'short')).toEqual({ ok: true, value: { there: '2', taken: '0' } });
    const both = {
      positions: [
        { side: 'long', size: '2' },
        { side: 'short', size: '3' },
      ],
    } as const;
    expect(await start(both, [], 'short')).toMatchObject({ value: { taken: '3' } });
  });

  test('takes coins, and what it has kept of them with them', async () => {
    const taken = await start({ coins: '1.5' }, [{ size: '1' }], 'long', 'spot');
    expect(taken).toEqual({ ok: true, value: { there: '1.5', taken: '1.5' } });
  });

  test('takes over what it has kept itself, on its own side', async () => {
    const account = { positions: [{ side: 'short', size: '1' }] } as const;
    expect(await start(account, [{ size: '-1' }], 'short')).toMatchObject({
      ok: true,
      value: { taken: '1' },
    });
    expect(await start(account, [{ size: '-1' }], 'long')).toMatchObject(refusedWith('short', '1'));
  });

  test('but not what another bot has kept, nor what is being closed, nor what its venue does not show', async () => {
    const account = { positions: [{ side: 'long', size: '1' }] } as const;
    expect(await start(account, [{ instanceId: 'i-2' }], 'long')).toMatchObject(
      refusedWith('long', '1', 'i-2'),
    );
    expect(await start(account, [{ closing: true }], 'long')).toMatchObject(refusedWith('long', '1'));
    expect(await start(account, [{ size: '1.5' }], 'long')).toMatchObject(refusedWith('long', '1.5'));
    expect(await start({}, [{ size: '1' }], 'long')).toMatchObject(refusedWith('long', '1'));
  });
});
