import { money, type Money } from '../../../shared/pure/numbers/money.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  PositionClosed,
  type PositionClosedData,
} from '../../positions/contracts/events/position-closed.event.js';
import { InstanceHalted } from '../contracts/events/instance-halted.event.js';
import { limitsInForce, marketDay, quoteOf, type RiskLimits } from '../domain/risk/limits.js';
import { accountStop, cooldownOf, instanceStop, NEW_TALLY, tallied } from '../domain/risk/stops.js';
import { haltAccount } from './halt-account.js';
import { OrderMetrics } from './order-metrics.js';
import { OrderSender } from './order-sender.js';
import { IntentStore } from './ports/intent-store.port.js';
import { RiskStore, type RiskState, type Tallies } from './ports/risk-store.port.js';
import { sweepAdding } from './sweep-adding.js';

/**
 * Counts what a closed position made, for its account and for the instance that held it. Whoever has lost too much is halted,
 * and what still waits at the venue to add is taken away; an instance that keeps losing rests for a while.
 */
@OnRecord('orders', PositionClosed)
export class CountClosedPosition implements RecordHandler<PositionClosed> {
  constructor(
    private readonly risk: RiskStore,
    private readonly intents: IntentStore,
    private readonly metrics: OrderMetrics,
    private readonly sender: OrderSender,
  ) {}

  async handle({ data }: PositionClosed, _envelope: Envelope, tx: Tx): Promise<void> {
    const { accountId, userId, symbol, realisedPnl, fees, funding, instanceId } = data.position;
    const state = await this.risk.enter(tx, { accountId, userId, instanceId }, marketDay(data.at));
    const limits = limitsInForce(state.chosen, quoteOf(symbol));
    const net = (money(realisedPnl) + money(funding) - money(fees)) as Money;
    const account = tallied(state.tally, net, data.at);
    const stop = state.accountHalt === null ? accountStop(account, limits) : null;
    const instance = await this.instanceAfter(tx, data, state, limits, net);
    await this.risk.keepTallies(tx, { accountId, userId, account, instance });
    tx.afterCommit(() => this.sender.nudge());
    if (stop === null) return;
    await haltAccount(tx, this.risk, data.position, stop.code, stop.details);
    await sweepAdding(tx, { intents: this.intents, metrics: this.metrics }, { accountId }, stop.code);
  }

  private async instanceAfter(
    tx: Tx,
    { position, at }: PositionClosedData,
    { instance: before }: RiskState,
    limits: RiskLimits,
    net: Money,
  ): Promise<Tallies['instance']> {
    const { userId, accountId, venue, symbol, strategy, instanceId } = position;
    if (instanceId === null || strategy === 'manual') return null;
    const tally = tallied((await this.risk.instanceTally(tx, instanceId)) ?? NEW_TALLY, net, at);
    const told = { userId, accountId, instanceId, strategy, venue, symbol };
    const stop = before.halt === null ? instanceStop(tally, limits) : null;
    if (stop !== null) {
      const { code, details } = stop;
      tx.record(new InstanceHalted({ ...told, code: `instance-${code}`, details, until: null }));
      await sweepAdding(tx, { intents: this.intents, metrics: this.metrics }, { instanceId }, code);
      return { instanceId, tally, halt: code, cooldownUntil: null };
    }
    const until = cooldownOf(tally, limits, at);
    if (until === null) return { instanceId, tally, ...before };
    const losses = String(tally.lossesInRow);
    const details = { losses, limit: String(limits.lossesBeforeCooldown) };
    tx.record(new InstanceHalted({ ...told, code: 'cooldown', details, until }));
    return { instanceId, tally: { ...tally, lossesInRow: 0 }, ...before, cooldownUntil: until };
  }
}
