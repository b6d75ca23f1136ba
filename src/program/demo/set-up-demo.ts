import { OpenPaperAccount } from '../../modules/exchange/contracts/commands/open-paper-account.command.js';
import {
  ListInstruments,
  type VenueInstrument,
} from '../../modules/exchange/contracts/queries/list-instruments.query.js';
import { EnsureUser } from '../../modules/users/contracts/commands/ensure-user.command.js';
import { GetUser } from '../../modules/users/contracts/queries/get-user.query.js';
import type { Bus } from '../../shared/platform/bus/bus.port.js';
import type { Config } from '../../shared/platform/config/config.js';
import { sanitiseText } from '../../shared/platform/telemetry/sanitise.js';
import { runInScope } from '../../shared/platform/telemetry/scope.js';
import type { JsonObject } from '../../shared/pure/json.js';
import type { InstrumentKind } from '../../shared/pure/market/instrument.js';
import type { Refusal } from '../../shared/pure/refusal.js';
import { currentPrice, type Patience } from './current-price.js';
import { demoGrid, demoHyperRsi, gridSettings, hyperRsiSettings, type DemoBot } from './demo-bot.js';
import { rangeAround } from './price-range.js';

const PAPER_VENUE = 'paper';
const CASH = { currency: 'USDT', cash: '10000' } as const;
/** A start prepares the instrument at the venue first, which may take longer than a question. */
const ASK = { timeoutMs: 20_000 } as const;
/** The first price of a market that has just been opened comes with its first candle. */
const PATIENCE: Patience = { tries: 120, everyMs: 250 };

type Print = (line: string) => void;

interface Owner {
  readonly userId: string;
  readonly accountId: string;
}

/** One account for each user, named after them, so that asking twice opens one. */
export const demoAccountId = (userId: string): string => `paper-${userId}`;

/**
 * Sets the demo up, where it is on: a trader, their paper account, and a bot of each strategy. It may be broken off anywhere
 * and begun again: what is there stays as it is, and only a bot that never ran is started. What is refused is told in one
 * sentence; the program goes on without it.
 */
export async function setUpDemo(
  bus: Bus,
  config: Config,
  print: Print,
  patience: Patience = PATIENCE,
): Promise<void> {
  if (!config.demo || config.environment === 'production' || !config.modules.includes('users')) return;
  const demo = new DemoSetUp(bus, print, patience);
  const userId = await demo.attempt('account', () => demo.ensureUser(config));
  if (userId !== null) await runInScope({ userId }, () => demo.furnish(userId));
}

/** Thrown out of a step for what was refused, to be told by the step. */
class Refused extends Error {
  constructor({ message, code }: Refusal) {
    super(`${message} (${code})`);
  }
}

class DemoSetUp {
  constructor(
    private readonly bus: Bus,
    private readonly print: Print,
    private readonly patience: Patience,
  ) {}

  /** The step's answer, or null after its failure was told: nothing of the demo may stop the program. */
  async attempt<T>(what: string, step: () => Promise<T>): Promise<T | null> {
    try {
      return await step();
    } catch (error) {
      const why = sanitiseText(error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
      this.print(`Demo: the ${what} could not be set up, the next start tries again: ${why}.`);
      return null;
    }
  }

  async ensureUser({ demoEmail: email, demoPassword: password }: Config): Promise<string> {
    const wanted = { email, password, role: 'trader', language: 'en', demo: true } as const;
    const { userId, created, madePassword } = await this.bus.ask(new EnsureUser(wanted), ASK);
    if (created) {
      this.print(
        madePassword === null
          ? `Demo account: ${email}, with the password of TB_DEMO_PASSWORD`
          : `Demo account: ${email}, password ${madePassword} (shown this once)`,
      );
    } else if ((await this.bus.ask(new GetUser({ userId }), ASK))?.demo !== true) {
      // Robots that trade for a person who never asked for them would be worse than no demo.
      throw new Error(`${email} belongs to a person, set another TB_DEMO_EMAIL`);
    }
    return userId;
  }

  /** The account and what trades on it. */
  async furnish(userId: string): Promise<void> {
    const accountId = demoAccountId(userId);
    const account = { accountId, userId, label: 'Demo', ...CASH };
    const opened = await this.attempt('paper account', () =>
      this.bus.ask(new OpenPaperAccount(account), ASK),
    );
    if (opened === null) return;
    const owner: Owner = { userId, accountId };
    await this.attempt('HyperRSI bot', () =>
      this.ensureBot(demoHyperRsi, owner, async () => {
        const { instrument } = await this.first('perpetual');
        return hyperRsiSettings(instrument.symbol);
      }),
    );
    await this.attempt('Grid bot', () =>
      this.ensureBot(demoGrid, owner, async () => {
        const { venue, instrument } = await this.first('spot');
        const { symbol, tick } = instrument;
        const price = await currentPrice(this.bus, { venue, symbol, patience: this.patience });
        if (price === null) throw new Error(`${symbol} has no price yet`);
        return gridSettings(symbol, rangeAround(price, tick));
      }),
    );
  }

  /** Makes the bot unless there is one of its name, and starts it unless it ran before: a stopped one was stopped by a person. */
  private async ensureBot(bot: DemoBot, owner: Owner, settings: () => Promise<JsonObject>): Promise<void> {
    const known = (await this.bus.ask(bot.list(owner.userId), ASK)).find(({ name }) => name === bot.name);
    const instance = known ?? (await this.create(bot, owner, await settings()));
    if (instance.state !== 'created') return;
    const started = await this.bus.ask(bot.start({ userId: owner.userId, instanceId: instance.id }), ASK);
    if (!started.ok) throw new Refused(started.error);
  }

  private async create(bot: DemoBot, owner: Owner, settings: JsonObject) {
    const created = await this.bus.ask(bot.create({ ...owner, name: bot.name, settings }), ASK);
    if (!created.ok) throw new Refused(created.error);
    return created.value;
  }

  private async first(kind: InstrumentKind): Promise<VenueInstrument> {
    const listed = await this.bus.ask(new ListInstruments({ venue: PAPER_VENUE }), ASK);
    const found = listed.find(({ instrument }) => instrument.kind === kind);
    if (found === undefined) throw new Error(`the paper venue offers no ${kind} instrument`);
    return found;
  }
}
