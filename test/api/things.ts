import { eventually } from '../kit/eventually.js';
import { signedIn } from '../kit/signed-in.js';
import { SECRET, type Person, type WholeProgram } from './whole.js';

/** The market takes its steps; a busy machine takes its time. */
const PATIENCE = { timeoutMs: 60_000 };
const PERPETUAL = 'BTC/USDT:USDT';

/** Ids of what one person has, by the address under which each is found; a second one there has a name behind the address. */
export type Things = Readonly<Record<string, string>>;

/** Gives a person one of everything that a route shows or changes by its id: a route with another kind of id needs another here. */
export async function furnish(program: WholeProgram, person: Person): Promise<Things> {
  const { token: as, accountId, userId } = person;
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await program.ask('POST', `/api/v1${path}`, { as, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return String(answer.body.id);
  };
  const only = async (path: string): Promise<string> =>
    eventually(async () => {
      const { body } = await program.ask('GET', `/api/v1${path}`, { as });
      return body.items[0]?.id as string | undefined;
    }, PATIENCE);
  const order = { accountId, instrument: 'BTC/USDT', side: 'buy', size: '0.01' };
  const hyperRsi = { symbol: PERPETUAL, timeframe: '5m' };
  const grid = { symbol: 'BTC/USDT', lower: '1000', upper: '2000', levels: 5, investment: '1000' };
  const resting = await made('/orders', { ...order, type: 'limit', price: '1000' });
  await made('/orders', { ...order, type: 'market' });
  await signedIn(program.app, userId, 'trader');
  const query = (text: string) => program.database.pool('api').query(text, [userId]);
  await query(`INSERT INTO notifications.channel VALUES ($1, 'telegram', 'chat of ' || $1, 'active', now())`);
  await program.ask('POST', '/api/v1/notifications/test', { as });
  const delivery = await only('/notifications/deliveries');
  await query(`UPDATE notifications.outgoing SET state = 'dead', ended_at = now() WHERE user_id = $1`);
  const things: Things = {
    '/api/v1/exchange-accounts': accountId,
    '/api/v1/exchange-accounts with keys': await made('/exchange-accounts', {
      ...{ venue: 'binance', label: `Account of ${userId}`, apiKey: `key-of-${userId}`, apiSecret: SECRET },
    }),
    '/api/v1/notifications/deliveries': delivery,
    // Of nobody: the operator's.
    '/api/v1/operations/dead-letters': 'orders.nothing',
    '/api/v1/orders': resting,
    '/api/v1/positions': await only('/positions'),
    '/api/v1/strategies/hyper-rsi': await made('/strategies/hyper-rsi', {
      ...{ accountId, name: `HyperRSI of ${userId}`, settings: hyperRsi },
    }),
    '/api/v1/strategies/grid': await made('/strategies/grid', {
      ...{ accountId, name: `Grid of ${userId}`, settings: grid },
    }),
    '/api/v1/strategies/hyper-rsi/presets': await made('/strategies/hyper-rsi/presets', {
      ...{ name: `Preset of ${userId}`, settings: {} },
    }),
    '/api/v1/backtests': await made('/backtests', {
      ...{ strategy: 'hyper-rsi', settings: hyperRsi },
      candles: { venue: 'paper', symbol: PERPETUAL, timeframe: '5m', to: '2025-01-10T00:00:00Z' },
    }),
    // The newest one, which is not that of the token.
    '/api/v1/auth/sessions': await only('/auth/sessions'),
    '/api/v1/users': userId,
  };
  await eventually(
    async () => {
      const { body } = await program.ask('GET', `/api/v1/backtests/${things['/api/v1/backtests']!}`, { as });
      return body.status === 'done' || body.status === 'failed';
    },
    { timeoutMs: 60_000, what: 'the end of a backtest' },
  );
  return things;
}

/** The address under which the thing of a route with `{id}` is found: `/api/v1/orders` of `/api/v1/orders/{id}/fills`. */
export const homeOf = (path: string): string => path.split('/{id}', 1)[0]!;

/** The ids of all things that are found at the address of a route with `{id}`. */
export const idsAt = (things: Things, path: string): readonly string[] => {
  const home = homeOf(path);
  return Object.entries(things).flatMap(([at, id]) => (at === home || at.startsWith(`${home} `) ? [id] : []));
};
