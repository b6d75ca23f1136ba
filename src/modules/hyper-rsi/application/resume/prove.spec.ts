import type { AnswerOf, Ask, RecordMessage } from '../../../../shared/pure/messages/message.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { Bus } from '../../../../shared/platform/bus/bus.port.js';
import type { ShellParts } from '../../../../shared/platform/strategy/strategy-shell.js';
import { GetAccountState } from '../../../exchange/contracts/queries/get-account-state.query.js';
import { ListOrders } from '../../../orders/contracts/queries/list-orders.query.js';
import { GetInstancePnl } from '../../../positions/contracts/queries/get-instance-pnl.query.js';
import { ListPositions } from '../../../positions/contracts/queries/list-positions.query.js';
import { ResumeStore } from '../../../../shared/platform/strategy/resume-store.port.js';
import { proveBot } from './prove.js';

const SYMBOL = 'BTC/USDT:USDT';
const AT = epochMs(1_700_000_000_000);

/** What our books have open: a stop for what is held, and two take-profits. */
const BOOKED = ['stop-market', 'limit', 'limit'].map((type, place) => ({
  ...{ clientOrderId: ['stop', 'tp1', 'tp2'][place], symbol: SYMBOL, type, side: 'buy' },
  ...{ size: '0.5', filledSize: '0.05' },
}));

/** Answers of the other modules, and what was told in the end. */
class Around extends Bus {
  readonly told: RecordMessage[] = [];
  venue: readonly { symbol: string; side: string; size: string }[] | null = [];
  positions: readonly object[] = [];
  /** Client order ids that the venue shows. */
  shown: readonly string[] = ['stop', 'tp1', 'tp2'];
  state = 'running';
  keepsStop = true;
  /** How often messages are still under way. */
  busy = 0;

  override async ask<A extends Ask<object, unknown>>(message: A): Promise<AnswerOf<A>> {
    return this.answer(message) as AnswerOf<A>;
  }

  private answer(message: Ask<object, unknown>): unknown {
    if (message instanceof GetAccountState)
      return this.venue === null
        ? null
        : { balances: [], openOrders: this.openOrders, positions: this.venue };
    if (message instanceof ListPositions) return this.positions;
    if (message instanceof ListOrders) return BOOKED;
    if (message instanceof GetInstancePnl) return { realisedPnl: '12.5' };
    throw new Error('nobody answers that');
  }

  private get openOrders(): readonly object[] {
    return this.shown.map((clientOrderId) => ({ clientOrderId }));
  }

  prove(): Promise<boolean> {
    const parts = {
      bus: this,
      store: {
        find: async () => ({
          ...{ state: this.state, accountId: 'a-1', symbol: SYMBOL, name: 'Demo', settings: {} },
          lastDecidedAt: null,
        }),
      },
      strategy: { protects: () => this.keepsStop },
      world: { pnl: GetInstancePnl },
      unitOfWork: {
        run: async (work: (tx: object) => Promise<unknown>) =>
          work({ record: (...messages: RecordMessage[]) => void this.told.push(...messages) }),
      },
    } as unknown as ShellParts;
    const resume = { isBusy: async () => (this.busy -= 1) >= 0 } as unknown as ResumeStore;
    return proveBot(parts, resume, { instanceId: 'i-1', userId: 'u-1' }, AT);
  }
}

describe('a HyperRSI bot after a restart', () => {
  const short = {
    positionId: 'p-1',
    instanceId: 'i-1',
    symbol: SYMBOL,
    side: 'short',
    size: '0.5',
    protectedSize: '0.4',
    openedAt: AT,
  };

  test('tells what it holds, how much of it is protected, and that its venue agrees', async () => {
    const around = new Around();
    around.positions = [{ ...short, instanceId: 'another' }, short];
    around.venue = [{ symbol: SYMBOL, side: 'short', size: '0.50' }];
    expect(await around.prove()).toBe(true);
    expect(around.told).toMatchObject([
      {
        data: {
          ...{ name: 'Demo', symbol: SYMBOL, resting: 3, held: '-0.5', protectedSize: '0.4' },
          ...{ realisedPnl: '12.5', positionMatches: true, at: AT },
        },
      },
    ]);
  });

  test('protects nothing with a stop that the venue has let go of, and counts no order that it does not show', async () => {
    const around = new Around();
    around.positions = [short];
    around.venue = [{ symbol: SYMBOL, side: 'short', size: '0.5' }];
    around.shown = ['tp1'];
    await around.prove();
    expect(around.told).toMatchObject([{ data: { protectedSize: '0', resting: 1, positionMatches: true } }]);
  });

  test('tells no more protection than the rest of the stops that the venue shows', async () => {
    const around = new Around();
    around.positions = [{ ...short, protectedSize: '0.5' }];
    around.venue = [{ symbol: SYMBOL, side: 'short', size: '0.5' }];
    await around.prove();
    expect(around.told).toMatchObject([{ data: { protectedSize: '0.45', resting: 3 } }]);
  });

  test('tells of no protection while the venue does not tell', async () => {
    const around = new Around();
    around.positions = [short];
    around.venue = null;
    await around.prove();
    expect(around.told).toMatchObject([{ data: { protectedSize: null, resting: 3, positionMatches: null } }]);
  });

  test('says so when the venue holds something else, or does not tell', async () => {
    const around = new Around();
    around.positions = [short];
    around.venue = [{ symbol: SYMBOL, side: 'long', size: '0.5' }];
    await around.prove();
    around.venue = null;
    await around.prove();
    expect(around.told.map(({ data }) => (data as { positionMatches: unknown }).positionMatches)).toEqual([
      false,
      null,
    ]);
  });

  test('of a bot that keeps no stop nothing is said about one, and a flat one is protected by holding nothing', async () => {
    const around = new Around();
    await around.prove();
    around.keepsStop = false;
    await around.prove();
    expect(around.told.map(({ data }) => (data as { protectedSize: unknown }).protectedSize)).toEqual([
      '0',
      null,
    ]);
  });

  test.each(['running', 'stopping', 'failed'])(
    'is proven while it is %s, and says that it is',
    async (state) => {
      const around = new Around();
      around.state = state;
      around.positions = [short];
      around.venue = [{ symbol: SYMBOL, side: 'short', size: '0.5' }];
      expect(await around.prove()).toBe(true);
      expect(around.told).toMatchObject([{ data: { state, held: '-0.5', positionMatches: true } }]);
    },
  );

  test('is asked again while messages are under way, and not at all once it has stopped', async () => {
    const around = new Around();
    around.busy = 1;
    expect(await around.prove()).toBe(false);
    around.state = 'stopped';
    expect(await around.prove()).toBe(true);
    expect(around.told).toEqual([]);
  });
});
