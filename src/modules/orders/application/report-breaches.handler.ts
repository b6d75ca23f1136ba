import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { ReportBreaches, type ReportedBreach } from '../contracts/commands/report-breaches.command.js';
import { BooksBroken } from '../contracts/events/books-broken.event.js';
import { InstanceHalted } from '../contracts/events/instance-halted.event.js';
import { haltAccount } from './halt-account.js';
import { OrderMetrics } from './order-metrics.js';
import { OrderSender } from './order-sender.js';
import { BreachStore } from './ports/breach-store.port.js';
import { IntentStore, type Sweep } from './ports/intent-store.port.js';
import { RiskStore } from './ports/risk-store.port.js';
import { sweepAdding } from './sweep-adding.js';

type Concerned = ReportedBreach['concerned'][number];

/**
 * Books that break what must hold are not traded on: whoever is concerned opens nothing new, the bot alone where it is known
 * which, else its account, until a person has looked and resumes trading. Exits and protection go on. A breach of which it is
 * not known whom it concerns holds back nobody, and is told.
 */
@CommandHandler(ReportBreaches)
export class ReportBreachesHandler implements ICommandHandler<ReportBreaches> {
  constructor(
    private readonly breaches: BreachStore,
    private readonly risk: RiskStore,
    private readonly intents: IntentStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly metrics: OrderMetrics,
    private readonly sender: OrderSender,
  ) {}

  async execute({ data: { module, breaches } }: ReportBreaches): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const begun = await this.breaches.begun(tx, module, breaches.map(nameOf));
      for (const breach of breaches.filter((one) => begun.has(nameOf(one))))
        await this.act(tx, module, breach);
      if (begun.size > 0) tx.afterCommit(() => this.sender.nudge());
    });
  }

  private async act(tx: Tx, module: string, breach: ReportedBreach): Promise<void> {
    const { number: invariant, says, rows, concerned } = breach;
    const details = { invariant, says, rows: String(rows) };
    let heldBack = 0;
    for (const one of concerned) if (await this.holdBack(tx, one, details)) heldBack += 1;
    tx.record(new BooksBroken({ module, invariant, says, rows, heldBack }));
  }

  /** Answers whether anything could be held back. */
  private async holdBack(
    tx: Tx,
    { userId, accountId, instanceId }: Concerned,
    details: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const bot = instanceId === null ? null : await this.breaches.placeOf(tx, instanceId);
    if (instanceId !== null && bot !== null) {
      await this.risk.haltInstance(tx, { ...bot, instanceId }, 'books-broken');
      const told = { ...bot, instanceId, code: 'instance-books-broken', details, until: null };
      runInScope({ userId: bot.userId }, () => tx.record(new InstanceHalted(told)));
      await this.sweep(tx, { instanceId });
      return true;
    }
    if (userId === null || accountId === null) return false;
    await runInScope({ userId }, () =>
      haltAccount(tx, this.risk, { userId, accountId }, 'books-broken', details),
    );
    await this.sweep(tx, { accountId });
    return true;
  }

  private sweep(tx: Tx, of: Sweep): Promise<void> {
    return sweepAdding(tx, { intents: this.intents, metrics: this.metrics }, of, 'books-broken');
  }
}

const nameOf = ({ number, says }: ReportedBreach): string => `${number}: ${says}`;
