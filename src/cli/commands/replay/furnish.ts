import type { StrategyKind } from '../../../shared/pure/strategy/instance.js';
import type { JsonObject } from '../../../shared/pure/json.js';
import type { Refusal } from '../../../shared/pure/refusal.js';
import type { Result } from '../../../shared/pure/result.js';
import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import { OpenPaperAccount } from '../../../modules/exchange/contracts/commands/open-paper-account.command.js';
import { SetRiskLimits } from '../../../modules/orders/contracts/commands/set-risk-limits.command.js';
import { EnsureUser } from '../../../modules/users/contracts/commands/ensure-user.command.js';
import { BadInput } from '../../../backtest/index.js';
import { demoGrid, demoHyperRsi } from '../../../program/demo/demo-bot.js';

const ASK = { timeoutMs: 60_000 } as const;
const ACCOUNT_ID = 'replay';
const BOT_NAME = 'Replay';
const MOST_MONEY = '999999999999999999';

/** Every cap at the widest that may be set. */
const WIDEST = {
  ...{ maxOrderNotional: MOST_MONEY, maxPositionNotional: MOST_MONEY, maxAccountNotional: MOST_MONEY },
  ...{ maxDailyLoss: MOST_MONEY, maxDrawdown: MOST_MONEY },
  ...{ maxInstanceDailyLoss: MOST_MONEY, maxInstanceDrawdown: MOST_MONEY },
  ...{ maxLeverage: 1_000, maxOrdersPerDay: 1_000_000, maxPriceDeviationPercent: 100 },
  ...{ lossesBeforeCooldown: 1_000, cooldownMinutes: 1 },
} as const;

/** What is to trade: everything a backtest knows of its bot and account. */
export interface ReplayBot {
  readonly strategy: StrategyKind;
  /** Complete settings; the symbol is that of the market. */
  readonly settings: JsonObject;
  readonly currency: string;
  readonly cash: string;
}

/** The bot as it stands in the program. */
export interface Furnished {
  readonly userId: string;
  readonly accountId: string;
  readonly instanceId: string;
}

/**
 * Sets up one account with one bot, once: begun again after a crash it finds what is there. The account's caps are as wide as
 * they can be, because a backtest has none. @throws BadInput when the program refuses the bot.
 */
export async function furnish(bus: Bus, bot: ReplayBot): Promise<Furnished> {
  const strategy = bot.strategy === 'grid' ? demoGrid : demoHyperRsi;
  const { userId } = await bus.ask(
    new EnsureUser({
      ...{ email: 'replay@tradingboost.local', password: null, role: 'trader', language: 'en', demo: false },
    }),
    ASK,
  );
  const owner = { userId, accountId: ACCOUNT_ID };
  const { currency, cash } = bot;
  await bus.ask(new OpenPaperAccount({ ...owner, label: BOT_NAME, currency, cash }), ASK);
  taken(await bus.ask(new SetRiskLimits({ userId, ...WIDEST }), ASK));
  const known = (await bus.ask(strategy.list(userId), ASK)).find(({ name }) => name === BOT_NAME);
  const instance =
    known ?? taken(await bus.ask(strategy.create({ ...owner, name: BOT_NAME, settings: bot.settings }), ASK));
  if (instance.state === 'created')
    taken(await bus.ask(strategy.start({ userId, instanceId: instance.id }), ASK));
  return { ...owner, instanceId: instance.id };
}

function taken<Value>(result: Result<Value, Refusal>): Value {
  if (result.ok) return result.value;
  const { code, message, details } = result.error;
  throw new BadInput(`the program refuses this bot: ${message} (${code}) ${JSON.stringify(details)}`);
}
