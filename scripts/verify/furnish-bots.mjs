/** Asks of modules by the bus of a program of this process: the bots of a check. */
const at = (path) => import(`../../dist/modules/${path}.js`);

/**
 * Half of them HyperRSI of many lengths, so that they do not all trade at once; half Grid; a paper account for each pair. Bots
 * that are there already stay as they are.
 * @returns their owner
 */
export async function furnishBots(bus, bots) {
  const { EnsureUser } = await at('users/contracts/commands/ensure-user.command');
  const { OpenPaperAccount } = await at('exchange/contracts/commands/open-paper-account.command');
  const { GetFeedStatus } = await at('exchange/contracts/queries/get-feed-status.query');
  const { ListInstruments } = await at('exchange/contracts/queries/list-instruments.query');
  const { CreateHyperRsiInstance } = await at(
    'hyper-rsi/contracts/commands/create-hyper-rsi-instance.command',
  );
  const { StartHyperRsiInstance } = await at('hyper-rsi/contracts/commands/start-hyper-rsi-instance.command');
  const { CreateGridInstance } = await at('grid/contracts/commands/create-grid-instance.command');
  const { StartGridInstance } = await at('grid/contracts/commands/start-grid-instance.command');
  const { rangeAround } = await import('../../dist/program/demo/price-range.js');
  const ask = (question) => bus.ask(question, { timeoutMs: 60_000 });
  const user = {
    email: 'bots@tradingboost.local',
    password: 'a-password-for-a-check',
    role: 'trader',
    language: 'en',
    demo: false,
  };
  const { userId } = await ask(new EnsureUser(user));
  const { nextOpen } = await ask(new GetFeedStatus({}));
  const listed = await ask(new ListInstruments({ venue: 'paper' }));
  const symbolOf = (kind) => listed.find(({ instrument }) => instrument.kind === kind).instrument;
  const [spot, perpetual] = [symbolOf('spot'), symbolOf('perpetual')];
  const range = rangeAround(nextOpen, spot.tick);
  const run = async (Create, Start, data) => {
    const created = await ask(new Create(data));
    if (!created.ok) throw new Error(JSON.stringify(created.error));
    const started = await ask(new Start({ userId, instanceId: created.value.id }));
    if (!started.ok) throw new Error(JSON.stringify(started.error));
  };
  const pair = async (index) => {
    const accountId = `bench-${index}`;
    await ask(new OpenPaperAccount({ accountId, userId, label: accountId, currency: 'USDT', cash: '10000' }));
    const owner = { userId, accountId };
    await run(CreateHyperRsiInstance, StartHyperRsiInstance, {
      ...owner,
      name: `hyper ${index}`,
      settings: {
        symbol: perpetual.symbol,
        timeframe: '1m',
        margin: '20',
        leverage: 5,
        rsiLength: 5 + (index % 40),
        useTrend: false,
        breakEven: { tp1: false, tp2: false, tp3: false },
        trailing: { enabled: false },
      },
    });
    await run(CreateGridInstance, StartGridInstance, {
      ...owner,
      name: `grid ${index}`,
      settings: {
        symbol: spot.symbol,
        mode: 'spot',
        spacing: 'geometric',
        levels: 10,
        lower: range.lower,
        upper: range.upper,
        investment: '2000',
      },
    });
  };
  for (let from = 0; from < bots / 2; from += 4)
    await Promise.all(Array.from({ length: Math.min(4, bots / 2 - from) }, (_, index) => pair(from + index)));
  return userId;
}
