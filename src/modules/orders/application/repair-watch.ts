import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { InstanceHalted } from '../contracts/events/instance-halted.event.js';
import { OrderLoop } from './order-loop.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { OrderSender } from './order-sender.js';
import type { OverRepaired, RiskStore } from './ports/risk-store.port.js';
import { sweepAdding } from './sweep-adding.js';

export interface RepairWatchParts extends OrderLoopParts {
  readonly risk: RiskStore;
  readonly sender: OrderSender;
  /** Repairs of one bot within an hour that nobody has to look at. */
  readonly repairsPerHour: number;
  /** Something that a person has to look at. */
  readonly alarm: (message: string, details: object) => void;
}

/**
 * Whatever undoes every repair of a bot would go on for ever, so after some within an hour it takes a person: the bot opens nothing
 * new, and what of it could still add is taken away. Its exits and its protection are never held back, and go on being repaired.
 */
export class RepairWatch extends OrderLoop {
  constructor(private readonly parts: RepairWatchParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const { risk, repairsPerHour, sender } = this.parts;
    const bots = await risk.overRepaired(repairsPerHour);
    for (const bot of bots) await this.halt(bot);
    if (bots.length > 0) sender.nudge();
    return false;
  }

  private async halt({ repairs, ...bot }: OverRepaired): Promise<void> {
    const { unitOfWork, risk, repairsPerHour, intents, metrics, alarm } = this.parts;
    const details = { repairs: String(repairs), limit: String(repairsPerHour) };
    await unitOfWork.run(async (tx) => {
      // Another process may have been quicker: it is told once.
      if (!(await risk.haltInstance(tx, bot, 'repairs'))) return;
      const told = { ...bot, code: 'instance-repairs', details, until: null };
      runInScope({ userId: bot.userId }, () => tx.record(new InstanceHalted(told)));
      await sweepAdding(tx, { intents, metrics }, { instanceId: bot.instanceId }, 'repairs');
      tx.afterCommit(() => metrics.outOfRepairs());
      tx.afterCommit(() => alarm('a bot is repaired again and again', told));
    });
  }
}
