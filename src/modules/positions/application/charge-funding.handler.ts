import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { money } from '../../../shared/pure/numbers/money.js';
import {
  ExecutionsReported,
  type Execution,
} from '../../exchange/contracts/events/executions-reported.event.js';
import { PositionChanged } from '../contracts/events/position-changed.event.js';
import { charged, divideCharge, signOf, type Life } from '../domain/index.js';
import { factsOf } from './position-facts.js';
import { PositionStore, type FundingCharge, type HeldPosition } from './ports/position-store.port.js';

type Funding = Extract<Execution, { kind: 'funding' }>;

/**
 * Books funding that the venue has charged on an account and symbol; of everything else that it reports, orders tells. The
 * charge falls on the net position there (in hedge mode on one of the two), and so on its holders by signed size. A bill can come after the position it was for
 * has been closed: the one closed last then bears it, and is told as changed.
 */
@OnRecord('positions', ExecutionsReported)
export class ChargeFunding implements RecordHandler<ExecutionsReported> {
  constructor(private readonly positions: PositionStore) {}

  async handle({ data }: ExecutionsReported, _envelope: Envelope, tx: Tx): Promise<void> {
    const { accountId, symbol, executions } = data;
    for (const execution of executions) {
      if (execution.kind !== 'funding') continue;
      const { billId, position, at } = execution;
      const charge = { accountId, symbol, billId, at, ...(position !== undefined && { position }) };
      await this.book(tx, charge, execution);
    }
  }

  /** @throws Error when no position is known: its fills are still on their way, so the message is tried again later. */
  private async book(tx: Tx, charge: FundingCharge, { amount, at }: Funding): Promise<void> {
    if (await this.positions.hasCharge(tx, charge)) return;
    const { accountId, symbol, billId } = charge;
    const holders = await this.positions.chargeable(tx, charge);
    if (holders.length === 0)
      throw new Error(`bill ${billId} of ${accountId} is for no known ${symbol} position`);
    const shares = divideCharge(money(amount), holders.map(weightOf));
    for (const [index, holder] of holders.entries()) {
      const share = shares[index]!;
      const position = { ...holder, life: charged(holder.life, share), changedAt: at };
      await this.positions.save(tx, position);
      await this.positions.addShare(tx, charge, position, share);
      tx.record(new PositionChanged({ position: factsOf(position), fillId: null, reason: 'funding', at }));
    }
  }
}

/** A closed position bears a late bill alone, whatever its size was. */
const weightOf = ({ life }: HeldPosition): bigint => signOf(life.side) * openOrLargest(life);

const openOrLargest = ({ size, maxSize }: Life): bigint => (size === 0n ? maxSize : size);
