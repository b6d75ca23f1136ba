import type { Ask } from '../../shared/pure/messages/message.js';
import { formatMoney, money, type Money } from '../../shared/pure/numbers/money.js';
import { GetCandleHistory } from '../../modules/exchange/contracts/queries/get-candle-history.query.js';
import { GetInstrumentTerms } from '../../modules/exchange/contracts/queries/get-instrument-terms.query.js';
import { ListAccounts } from '../../modules/exchange/contracts/queries/list-accounts.query.js';
import { ListInstruments } from '../../modules/exchange/contracts/queries/list-instruments.query.js';
import { HandTraders } from './hand-traders.js';
import { opensSpot, tradedOn } from './spot-account.js';
import { instrument, termsOf } from './strategies-cast.js';
import { BOTS, botTable, ScriptedBots } from './scripted-bots.js';
import type { BotRow } from './scripted-bot.js';
import type { Table } from '../store/table.js';
import {
  ACCOUNTS,
  Cast,
  SYMBOLS,
  USER,
  VENUE,
  type Living,
  type Stage,
  type Surroundings,
} from '../world/cast.js';
import type { People } from '../world/people.js';

const DECIDE_EVERY_MS = 4_000;
const CAP = money('120');
/**
 * In this share of the worlds. What is held binds only where nothing else has held a bot back before: within ten decisions few
 * come to a position of the larger cap.
 */
const SMALL_CAP_IN = 0.3;
/** Less than two orders at most. */
const SMALL_CAP = money('55');

/** Bots that do nothing but what can go wrong with orders. */
export class ScriptedCast extends Cast {
  /** So little that the bots run into it: over some additions, or with the first one. */
  override readonly maxPosition: Money;
  private readonly bots: Table<BotRow>;
  private readonly living = new Map<string, ScriptedBots>();
  private readonly people = new Map<string, People>();
  /** As it is in the beginning: whoever has ordered goes on being looked after when nothing fails any more. */
  override readonly neverRests = false;
  override readonly hasPeople: boolean;
  private decided = 0;

  constructor(private readonly stage: Stage) {
    super();
    this.maxPosition = stage.ground.draws.chance('small cap', SMALL_CAP_IN) ? SMALL_CAP : CAP;
    const database = stage.ground.database(BOTS);
    this.bots = botTable(database);
    const { faults } = stage.ground;
    this.hasPeople = faults.of('user-amends') > 0;
    for (const accountId of ACCOUNTS)
      if (!opensSpot(stage, accountId) && faults.strikes('hedge-mode', accountId))
        stage.venue.hedge(accountId);
    database.onCommit = (changes) => {
      for (const { before, after } of changes)
        if ((after as BotRow).decisions > ((before as BotRow | undefined)?.decisions ?? 0)) this.decided += 1;
    };
  }

  override get decisions(): number {
    return this.decided;
  }

  override build({ life, unitOfWork, people }: Surroundings): Living {
    if (people !== null) this.people.set(life.name, people);
    const { ground, venue } = this.stage;
    const bots = new ScriptedBots(
      {
        ...{ bots: this.bots, draws: ground.draws, venue: VENUE, nowMs: () => ground.kernel.nowMs },
        priceOf: (symbol) => venue.priceOf(symbol),
        tickOf: (symbol) => venue.tickOf(symbol),
      },
      unitOfWork(BOTS),
    );
    this.living.set(life.name, bots);
    const handlers = new Map([[BOTS, bots.handlers]]);
    return { handlers, start: async () => undefined, asked: () => undefined };
  }

  override answer(message: Ask<object, unknown>): Promise<unknown> | undefined {
    const answer = this.answerOf(message);
    return answer === undefined ? undefined : Promise.resolve(answer);
  }

  /** What is asked for when a person orders. */
  private answerOf(message: Ask<object, unknown>): unknown {
    const { venue } = this.stage;
    if (message instanceof ListAccounts) return ACCOUNTS.map((id) => ({ id, venue: VENUE, userId: USER }));
    if (message instanceof GetInstrumentTerms) return termsOf(venue, message.data.accountId);
    if (message instanceof ListInstruments)
      return tradedOn(venue).map((symbol) => ({
        ...{ venue: VENUE, candleDecimals: 2 },
        instrument: { ...instrument(symbol), tick: formatMoney(venue.tickOf(symbol)) },
      }));
    if (message instanceof GetCandleHistory)
      return [{ close: formatMoney(venue.priceOf(message.data.symbol)) }];
    return undefined;
  }

  override async prepare(): Promise<void> {
    const rows = ACCOUNTS.flatMap((accountId) =>
      SYMBOLS.map((symbol, index): BotRow => ({
        id: `b-${accountId}-${symbol.slice(0, 3).toLowerCase()}`,
        only: this.stage.venue.isHedged(accountId) ? (index === 0 ? 'long' : 'short') : null,
        ...(this.stage.venue.spot.has(accountId) && { spot: true as const }),
        ...{
          userId: USER,
          accountId,
          symbol: this.stage.venue.symbolOf(accountId, symbol),
          epoch: 0,
          open: false,
          decisions: 0,
          cycle: 0,
          held: '0',
        },
        ...{ entries: [], targets: [], stop: null, stops: 0 },
      })),
    );
    await this.stage.ground.database(BOTS).statement(() => {
      for (const row of rows) this.bots.insert(row.id, row);
    });
  }

  override act(): void {
    for (const { id } of [...this.bots.all()]) this.decideAgain(id, 1);
    if (this.hasPeople) new HandTraders(this.stage, (life) => this.people.get(life)).act();
  }

  override unsettled(): null {
    return null;
  }

  private decideAgain(id: string, number: number): void {
    const { ground, isOver } = this.stage;
    const { kernel, draws, faults } = ground;
    const inMs = draws.whole(`decision of ${id}`, DECIDE_EVERY_MS / 2, DECIDE_EVERY_MS * 1.5);
    kernel.after(inMs, `${id} decides ${number}`, () => {
      if (isOver()) return;
      const wish = faults.strikes('user-stops', 'bot') ? 'stop' : 'trade';
      this.decide('who decides', id, number, wish);
      if (faults.strikes('double-command', 'bot')) this.decide('who decides again', id, number, wish);
      this.decideAgain(id, number + 1);
    });
  }

  private decide(site: string, id: string, number: number, wish: 'trade' | 'stop'): void {
    const { anybody, ground } = this.stage;
    const life = anybody(site);
    if (life !== null) this.living.get(life.name)!.decide(id, number, wish).catch(ground.failed);
  }
}
