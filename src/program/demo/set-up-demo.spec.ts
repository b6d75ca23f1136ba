import { OpenPaperAccount } from '../../modules/exchange/contracts/commands/open-paper-account.command.js';
import { ListInstruments } from '../../modules/exchange/contracts/queries/list-instruments.query.js';
import { CreateGridInstance } from '../../modules/grid/contracts/commands/create-grid-instance.command.js';
import { StartGridInstance } from '../../modules/grid/contracts/commands/start-grid-instance.command.js';
import { ListGridInstances } from '../../modules/grid/contracts/queries/list-grid-instances.query.js';
import { readGridSettings } from '../../modules/grid/domain/settings/read-settings.js';
import { CreateHyperRsiInstance } from '../../modules/hyper-rsi/contracts/commands/create-hyper-rsi-instance.command.js';
import { StartHyperRsiInstance } from '../../modules/hyper-rsi/contracts/commands/start-hyper-rsi-instance.command.js';
import { ListHyperRsiInstances } from '../../modules/hyper-rsi/contracts/queries/list-hyper-rsi-instances.query.js';
import { readHyperRsiSettings } from '../../modules/hyper-rsi/domain/settings/read-settings.js';
import { GetFeedStatus } from '../../modules/exchange/contracts/queries/get-feed-status.query.js';
import { GetCandles } from '../../modules/market-data/contracts/queries/get-candles.query.js';
import { GetTickers } from '../../modules/market-data/contracts/queries/get-tickers.query.js';
import { EnsureUser } from '../../modules/users/contracts/commands/ensure-user.command.js';
import { GetUser } from '../../modules/users/contracts/queries/get-user.query.js';
import { Bus } from '../../shared/platform/bus/bus.port.js';
import type { Config } from '../../shared/platform/config/config.js';
import type { Environ } from '../../shared/platform/config/environ.js';
import { readConfig } from '../../shared/platform/config/read-config.js';
import { currentScope } from '../../shared/platform/telemetry/scope.js';
import type { JsonObject } from '../../shared/pure/json.js';
import type { AnswerOf, Ask, MessageClass } from '../../shared/pure/messages/message.js';
import { refusal, type Refusal } from '../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../shared/pure/result.js';
import type { InstanceState, InstanceView, StrategyKind } from '../../shared/pure/strategy/instance.js';
import { setUpDemo } from './set-up-demo.js';

type AnyAsk = Ask<object, unknown>;

/** The program behind the bus, as far as the demo sees it: what was made stays there from start to start. */
class House extends Bus {
  readonly asks: AnyAsk[] = [];
  readonly scopes: (string | undefined)[] = [];
  readonly accounts = new Map<string, object>();
  readonly bots: InstanceView[] = [];
  user: { userId: string; demo: boolean } | null = null;
  ticker: string | null = '94321.37';
  candle: string | null = null;
  nextOpen: string | null = null;
  instruments = [
    { symbol: 'ETH/USDT:USDT', kind: 'perpetual', tick: '0.01' },
    { symbol: 'BTC/USDT', kind: 'spot', tick: '0.01' },
    { symbol: 'ETH/USDT', kind: 'spot', tick: '0.01' },
  ];
  /** Wire names that are answered by a throw or a refusal instead. */
  readonly broken = new Map<string, Error | Refusal>();
  /** Breaks the program off before this many asks more. */
  asksLeft = Infinity;

  override async ask<A extends AnyAsk>(message: A): Promise<AnswerOf<A>> {
    if (this.asksLeft-- <= 0) throw new Error('the program was killed');
    this.asks.push(message);
    this.scopes.push(currentScope().userId);
    const failure = this.broken.get(typeOf(message));
    if (failure instanceof Error) throw failure;
    return (failure === undefined ? this.answer(message) : err(failure)) as AnswerOf<A>;
  }

  private answer(message: AnyAsk): unknown {
    if (message instanceof EnsureUser) {
      const created = this.user === null;
      this.user ??= { userId: 'user-1', demo: message.data.demo };
      const madePassword = created && message.data.password === null ? 'made-for-this-demo' : null;
      return { userId: this.user.userId, created, madePassword };
    }
    if (message instanceof GetUser) return this.user;
    if (message instanceof OpenPaperAccount) {
      const { accountId } = message.data;
      const opened = !this.accounts.has(accountId);
      if (opened) this.accounts.set(accountId, message.data);
      return { accountId, opened };
    }
    if (message instanceof ListInstruments)
      return this.instruments.map((instrument) => ({ venue: message.data.venue, instrument }));
    if (message instanceof GetTickers)
      return this.ticker === null
        ? []
        : message.data.symbols.map((symbol) => ({ symbol, last: this.ticker }));
    if (message instanceof GetCandles)
      return this.candle === null
        ? err(refusal('unknown-instrument', 'no candles'))
        : ok([{ close: this.candle }]);
    if (message instanceof GetFeedStatus) return { venue: 'paper', nextOpen: this.nextOpen };
    if (message instanceof ListHyperRsiInstances) return this.listed('hyper-rsi');
    if (message instanceof ListGridInstances) return this.listed('grid');
    if (message instanceof CreateHyperRsiInstance) return this.created('hyper-rsi', message.data);
    if (message instanceof CreateGridInstance) return this.created('grid', message.data);
    if (message instanceof StartHyperRsiInstance || message instanceof StartGridInstance)
      return ok(this.move(message.data.instanceId, 'running'));
    throw new Error(`nobody answers ${typeOf(message)}`);
  }

  private listed(strategy: StrategyKind): readonly InstanceView[] {
    return this.bots.filter((bot) => bot.strategy === strategy);
  }

  private created(
    strategy: StrategyKind,
    data: { name: string; accountId: string; userId: string; settings: JsonObject },
  ): Result<InstanceView, Refusal> {
    const bot = { ...data, strategy, id: `bot-${this.bots.length + 1}`, state: 'created' };
    this.bots.push(bot as unknown as InstanceView);
    return ok(bot as unknown as InstanceView);
  }

  move(id: string, state: InstanceState): InstanceView {
    const index = this.bots.findIndex((bot) => bot.id === id);
    return (this.bots[index] = { ...this.bots[index]!, state });
  }

  count(message: MessageClass): number {
    return this.asks.filter((ask) => typeOf(ask) === message.type).length;
  }
}

const typeOf = (message: AnyAsk): string => (message.constructor as unknown as MessageClass).type;

let house: House;
let printed: string[];
beforeEach(() => {
  house = new House();
  printed = [];
});

async function start(env: Environ = {}, forced: Partial<Config> = {}): Promise<void> {
  const config = readConfig(env);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  const print = (line: string) => printed.push(line);
  await setUpDemo(house, Object.assign({}, config.value, forced), print, { tries: 3, everyMs: 0 });
}

const made = () => ({
  accounts: [...house.accounts.values()],
  bots: house.bots.map(({ strategy, name, accountId, userId, state }) => ({
    ...{ strategy, name, accountId, userId, state },
  })),
});
const complete = {
  accounts: [
    ...[{ accountId: 'paper-user-1', userId: 'user-1', label: 'Demo', currency: 'USDT', cash: '10000' }],
  ],
  bots: [
    { strategy: 'hyper-rsi', name: 'Demo HyperRSI' },
    { strategy: 'grid', name: 'Demo Grid' },
  ].map((bot) => ({ ...bot, accountId: 'paper-user-1', userId: 'user-1', state: 'running' })),
};

describe('the demo', () => {
  it('is a trader with 10,000 USDT on paper and a running bot of each strategy', async () => {
    await start();
    expect(house.asks[0]).toMatchObject({
      data: { email: 'demo@tradingboost.local', password: null, role: 'trader', demo: true },
    });
    expect(made()).toEqual(complete);
    expect(printed).toEqual([
      'Demo account: demo@tradingboost.local, password made-for-this-demo (shown this once)',
    ]);
    expect(house.asks.find((ask) => ask instanceof ListInstruments)!.data).toEqual({ venue: 'paper' });
  });

  it('trades the first perpetual and the first spot pair, four percent around the last price', async () => {
    await start();
    expect(house.bots.map(({ settings }) => settings)).toEqual([
      { symbol: 'ETH/USDT:USDT', timeframe: '5m', margin: '100', leverage: 5 },
      {
        ...{ symbol: 'BTC/USDT', mode: 'spot', spacing: 'geometric', levels: 20 },
        ...{ lower: '90548.52', upper: '98094.22', investment: '2000' },
      },
    ]);
  });

  it('asks for nothing that the strategies refuse', async () => {
    await start();
    const [hyperRsi, grid] = house.bots.map(({ settings }) => settings);
    expect(readGridSettings(grid, { kind: 'spot' })).toMatchObject({ ok: true });
    expect(readHyperRsiSettings(hyperRsi, { kind: 'perpetual' })).toMatchObject({
      value: {
        ...{ useTrend: true, trendTimeframe: 'auto', useTrendClose: true, margin: '100', leverage: 5 },
        ...{ breakEven: { tp1: true, tp2: true, tp3: true }, trailing: { enabled: true, armedBy: 'tp2' } },
      },
    });
  });

  it('acts for its user from the account on, so that everything recorded is theirs', async () => {
    await start();
    expect(house.scopes[0]).toBeUndefined();
    expect(new Set(house.scopes.slice(1))).toEqual(new Set(['user-1']));
  });

  it('at the second start makes, starts and prints nothing', async () => {
    await start();
    const before = [...house.bots];
    printed = [];
    await start();
    expect(house.bots).toEqual(before);
    expect(made()).toEqual(complete);
    expect(printed).toEqual([]);
    for (const message of [
      CreateHyperRsiInstance,
      CreateGridInstance,
      StartHyperRsiInstance,
      StartGridInstance,
    ])
      expect(house.count(message)).toBe(1);
  });

  it.each(['stopped', 'stopping', 'failed'] as const)('leaves a bot that is %s as it is', async (state) => {
    await start();
    for (const { id } of house.bots) house.move(id, state);
    await start();
    expect(house.bots.map((bot) => bot.state)).toEqual([state, state]);
  });

  it('broken off before any ask is completed by the next start, and nothing is there twice', async () => {
    await start();
    const all = house.asks.length;
    for (let asks = 0; asks <= all; asks += 1) {
      house = new House();
      house.asksLeft = asks;
      await start();
      house.asksLeft = Infinity;
      await start();
      expect({ asks, ...made() }).toEqual({ asks, ...complete });
    }
  });

  it('takes the newest close where there is no tick yet, and waits a little for the first of both', async () => {
    house.ticker = null;
    house.candle = '60000';
    await start();
    expect(house.bots[1]!.settings).toMatchObject({ lower: '57600', upper: '62400' });
    house = new House();
    house.ticker = null;
    const answered = house.ask.bind(house);
    jest.spyOn(house, 'ask').mockImplementation(async (message) => {
      if (house.count(GetCandles) === 2) house.ticker = '100';
      return answered(message);
    });
    await start();
    expect(house.bots[1]!.settings).toMatchObject({ lower: '96', upper: '104' });
  });

  it('takes what the market opens with where it has no past', async () => {
    house.ticker = null;
    house.nextOpen = '200';
    await start();
    expect(house.bots[1]!.settings).toMatchObject({ lower: '192', upper: '208' });
  });

  it('without any price goes on with one bot and one sentence', async () => {
    house.ticker = null;
    await start();
    expect(house.count(GetTickers)).toBe(3);
    expect(house.bots.map(({ strategy }) => strategy)).toEqual(['hyper-rsi']);
    expect(printed.slice(1)).toEqual([
      'Demo: the Grid bot could not be set up, the next start tries again: BTC/USDT has no price yet.',
    ]);
  });

  it('without an instrument of a kind says so', async () => {
    house.instruments = house.instruments.filter(({ kind }) => kind === 'spot');
    await start();
    expect(printed.slice(1)).toEqual([expect.stringContaining('offers no perpetual instrument')]);
    expect(house.bots.map(({ strategy }) => strategy)).toEqual(['grid']);
  });

  it.each([
    [EnsureUser, 1, 0],
    [OpenPaperAccount, 2, 0],
    [ListInstruments, 3, 0],
    [CreateHyperRsiInstance, 2, 1],
    [StartGridInstance, 2, 2],
  ] as const)(
    'does not stop the program when %p fails: a sentence, and the next start completes it',
    async (message, sentences, bots) => {
      house.broken.set(message.type, new Error(`No handler found for "${message.type}".`));
      await start();
      expect(printed).toHaveLength(sentences);
      expect(printed.at(-1)).toMatch(/^Demo: the .* could not be set up, .*No handler found for .*"\.$/);
      expect(house.bots).toHaveLength(bots);
      house.broken.clear();
      await start();
      expect(made().accounts).toEqual(complete.accounts);
      expect(made().bots).toEqual(expect.arrayContaining(complete.bots));
      expect(house.bots).toHaveLength(2);
    },
  );

  it('tells what a strategy refuses, with its code', async () => {
    house.broken.set(CreateGridInstance.type, refusal('slot-taken', 'another bot trades BTC/USDT there'));
    await start();
    expect(printed.at(-1)).toBe(
      'Demo: the Grid bot could not be set up, the next start tries again: another bot trades BTC/USDT there (slot-taken).',
    );
  });

  it('takes the password that was given and prints none', async () => {
    await start({ TB_DEMO_PASSWORD: 'a-password-of-my-own', TB_DEMO_EMAIL: 'me@example.org' });
    expect(house.asks[0]).toMatchObject({
      data: { email: 'me@example.org', password: 'a-password-of-my-own' },
    });
    expect(printed).toEqual(['Demo account: me@example.org, with the password of TB_DEMO_PASSWORD']);
  });

  it('never trades for a person whose address it was given', async () => {
    house.user = { userId: 'user-7', demo: false };
    await start({ TB_DEMO_EMAIL: 'me@example.org' });
    expect(made()).toEqual({ accounts: [], bots: [] });
    expect(printed).toEqual([expect.stringContaining('me@example.org belongs to a person')]);
  });

  it.each<[string, Environ, Partial<Config>]>([
    ['switched off', { TB_DEMO: 'off' }, {}],
    ['in production', { NODE_ENV: 'production' }, {}],
    ['in production, whatever else the configuration says', { NODE_ENV: 'production' }, { demo: true }],
    ['in a process without users', { TB_MODULES: 'exchange' }, {}],
  ])('asks for nothing %s', async (_what, env, forced) => {
    await start(env, forced);
    expect(house.asks).toEqual([]);
    expect(printed).toEqual([]);
  });
});
