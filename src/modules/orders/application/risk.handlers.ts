import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { money, type Money } from '../../../shared/pure/numbers/money.js';
import { parseDecimal } from '../../../shared/pure/numbers/decimal.js';
import { refusal, type FieldRefusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { HaltTrading } from '../contracts/commands/halt-trading.command.js';
import { SetRiskLimits, type SetRiskLimitsData } from '../contracts/commands/set-risk-limits.command.js';
import { TradingHalted } from '../contracts/events/trading-halted.event.js';
import { TradingResumed } from '../contracts/events/trading-resumed.event.js';
import { GetRiskLimits, type RiskLimitsView } from '../contracts/queries/get-risk-limits.query.js';
import { COUNT_LIMITS, MONEY_LIMITS, NOTHING_CHOSEN, type ChosenLimits } from '../domain/risk/limits.js';
import { OrderMetrics } from './order-metrics.js';
import { OrderSender } from './order-sender.js';
import { IntentStore } from './ports/intent-store.port.js';
import { RiskStore } from './ports/risk-store.port.js';
import { sweepAdding } from './sweep-adding.js';

const USUAL_QUOTE = 'USDT';
const COUNT_NAMES = Object.keys(COUNT_LIMITS) as (keyof typeof COUNT_LIMITS)[];

@QueryHandler(GetRiskLimits)
export class GetRiskLimitsHandler implements IQueryHandler<GetRiskLimits> {
  constructor(private readonly risk: RiskStore) {}

  execute({ data }: GetRiskLimits): Promise<RiskLimitsView> {
    return this.risk.view(data.userId, data.quote ?? USUAL_QUOTE);
  }
}

@CommandHandler(SetRiskLimits)
export class SetRiskLimitsHandler implements ICommandHandler<SetRiskLimits> {
  constructor(
    private readonly risk: RiskStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute({ data }: SetRiskLimits): Promise<Result<RiskLimitsView, Refusal>> {
    const fields = wrongLimits(data);
    if (fields.length > 0) {
      const shown = fields.map(({ field, value, allowed }) => ({ field, value, allowed }));
      return err(refusal('invalid-limits', 'a limit cannot be what was given', { fields: shown }));
    }
    await this.unitOfWork.run((tx) => this.risk.choose(tx, data.userId, chosenIn(data)));
    return ok(await this.risk.view(data.userId, USUAL_QUOTE));
  }
}

/** The kill switch, and what ends every other halt. */
@CommandHandler(HaltTrading)
export class HaltTradingHandler implements ICommandHandler<HaltTrading> {
  constructor(
    private readonly risk: RiskStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly intents: IntentStore,
    private readonly metrics: OrderMetrics,
    private readonly sender: OrderSender,
  ) {}

  async execute({ data }: HaltTrading): Promise<{ halted: boolean; changed: boolean }> {
    const { userId, halted } = data;
    const changed = await this.unitOfWork.run(async (tx) => {
      const moved = await this.risk.setHalted(tx, userId, halted);
      if (!moved) return false;
      const whole = { userId, accountId: null };
      tx.record(
        halted
          ? new TradingHalted({ ...whole, code: 'kill-switch', details: {} })
          : new TradingResumed(whole),
      );
      // What rests at the venue could add as well as what is still to be sent.
      if (halted)
        await sweepAdding(tx, { intents: this.intents, metrics: this.metrics }, { userId }, 'kill-switch');
      tx.afterCommit(() => this.sender.nudge());
      return true;
    });
    return { halted, changed };
  }
}

const chosenIn = (data: SetRiskLimitsData): ChosenLimits => ({
  ...NOTHING_CHOSEN,
  ...Object.fromEntries(MONEY_LIMITS.map((name) => [name, amount(data[name])])),
  ...Object.fromEntries(COUNT_NAMES.map((name) => [name, data[name] ?? null])),
});

const amount = (text: string | null | undefined): Money | null =>
  text === null || text === undefined ? null : money(text);

/** `numeric(38,18)` holds 20 digits before the point. */
const MONEY_TEXT = /^\d{1,18}(\.\d{1,18})?$/;

function wrongLimits(data: SetRiskLimitsData): readonly FieldRefusal[] {
  const fields: FieldRefusal[] = [];
  for (const field of MONEY_LIMITS) {
    const value = data[field] ?? null;
    if (value !== null && !(MONEY_TEXT.test(value) && parseDecimal(value)!.units > 0n))
      fields.push({ field, value, allowed: 'a decimal > 0, or null for the default' });
  }
  for (const field of COUNT_NAMES) {
    const value = data[field] ?? null;
    const most = COUNT_LIMITS[field];
    if (value !== null && !(Number.isInteger(value) && value >= 1 && value <= most))
      fields.push({ field, value: String(value), allowed: `1..${most}, or null for the default` });
  }
  return fields;
}
