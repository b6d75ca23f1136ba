import { money, type Money } from '../../shared/pure/numbers/money.js';
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

const DECIDE_EVERY_MS = 4_000;

/** Bots that do nothing but what can go wrong with orders. */
export class ScriptedCast extends Cast {
  /** So little that the bots run into it. */
  override readonly maxPosition: Money = money('120');
  private readonly bots: Table<BotRow>;
  private readonly living = new Map<string, ScriptedBots>();
  private decided = 0;

  constructor(private readonly stage: Stage) {
    super();
    const database = stage.ground.database(BOTS);
    this.bots = botTable(database);
    database.onCommit = (changes) => {
      for (const { before, after } of changes)
        if ((after as BotRow).decisions > ((before as BotRow | undefined)?.decisions ?? 0)) this.decided += 1;
    };
  }

  override get decisions(): number {
    return this.decided;
  }

  override build({ life, unitOfWork }: Surroundings): Living {
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
    return { handlers: new Map([[BOTS, bots.handlers]]), start: async () => undefined };
  }

  override answer(): undefined {
    return undefined;
  }

  override async prepare(): Promise<void> {
    const rows = ACCOUNTS.flatMap((accountId) =>
      SYMBOLS.map((symbol): BotRow => ({
        id: `b-${accountId}-${symbol.slice(0, 3).toLowerCase()}`,
        ...{ userId: USER, accountId, symbol, epoch: 0, open: false, decisions: 0, cycle: 0, held: '0' },
        ...{ entries: [], targets: [], stop: null, stops: 0 },
      })),
    );
    await this.stage.ground.database(BOTS).statement(() => {
      for (const row of rows) this.bots.insert(row.id, row);
    });
  }

  override act(): void {
    for (const { id } of [...this.bots.all()]) this.decideAgain(id, 1);
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
