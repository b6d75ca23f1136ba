import { formatMoney, money, type Money } from '../../../shared/pure/numbers/money.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { PositionClosed } from '../../positions/contracts/events/position-closed.event.js';
import { limitsInForce, marketDay } from '../domain/risk/limits.js';
import { haltAccount } from './halt-account.js';
import { RiskStore } from './ports/risk-store.port.js';

/** Counts what a closed position made against the daily loss of its account, and halts the account that has lost too much. */
@OnRecord('orders', PositionClosed)
export class CountClosedPosition implements RecordHandler<PositionClosed> {
  constructor(private readonly risk: RiskStore) {}

  async handle({ data }: PositionClosed, _envelope: Envelope, tx: Tx): Promise<void> {
    const { accountId, userId, realisedPnl, fees, funding, instanceId } = data.position;
    const state = await this.risk.enter(tx, { accountId, userId, instanceId }, marketDay(data.at));
    const net = (money(realisedPnl) + money(funding) - money(fees)) as Money;
    await this.risk.addResult(tx, accountId, net);
    const loss = -(state.result + net);
    const { maxDailyLoss } = limitsInForce(state.chosen);
    if (loss < maxDailyLoss || state.accountHalt !== null) return;
    const details = { loss: formatMoney(loss), limit: formatMoney(maxDailyLoss) };
    await haltAccount(tx, this.risk, data.position, 'daily-loss', details);
  }
}
