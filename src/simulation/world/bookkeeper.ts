import { formatMoney } from '../../shared/pure/numbers/money.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import type { Bus } from '../../shared/platform/bus/bus.port.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import type { Execution } from '../../modules/exchange/contracts/events/executions-reported.event.js';
import type {
  FundingBills,
  ListFundingBillsData,
} from '../../modules/exchange/contracts/queries/list-funding-bills.query.js';
import { PositionsOracle } from '../invariants/positions-oracle.js';
import type { MutationLife } from '../mutations/mutation.js';
import type { OrdersTables } from '../store/orders/orders-tables.js';
import { MemoryFundingStore } from '../store/positions/memory-funding-store.js';
import { MemoryPositionStore } from '../store/positions/memory-position-store.js';
import { PositionTables } from '../store/positions/position-tables.js';
import { fundingEvent, namedOf } from '../venue/events/funding.js';
import { mayHappen, type Scene } from '../venue/events/venue-event.js';
import { FundingLedger, type VenueBill } from '../venue/funding-ledger.js';
import type { Gateway } from '../venue/gateway.js';
import type { Venue } from '../venue/venue.js';
import type { Ground } from './ground.js';
import { PositionsNode } from './positions-node.js';

/** In so many of the worlds in which funding may be charged Positions takes part: it hears every fill. */
const KEPT_IN = 0.3;
const MODULE = 'positions';

export interface BookkeeperParts {
  readonly ground: Ground;
  readonly orders: OrdersTables;
  readonly venue: Venue;
  readonly gateway: Gateway;
  /** Tells something on the stream of an account. */
  readonly frame: (accountId: string, symbol: string, execution: Execution) => void;
}

/** What one life of one process gives to the books in it. */
export interface BookkeeperSurroundings {
  readonly bus: Bus;
  readonly unitOfWork: (module: string) => UnitOfWork;
  readonly planted: MutationLife;
}

/** Positions in a world: its tables, the funding that the venue charges, and the oracle that looks at both. */
export class Bookkeeper {
  private readonly tables: PositionTables;
  private readonly ledger = new FundingLedger();
  private readonly oracle: PositionsOracle;

  private constructor(private readonly parts: BookkeeperParts) {
    const { ground, orders, venue } = parts;
    const database = ground.database(MODULE);
    const tables = new PositionTables(database);
    this.tables = tables;
    const oracle = new PositionsOracle({
      ...{ tables, orders, venue, ledger: this.ledger, nowMs: () => ground.kernel.nowMs },
      breaks: (invariant, details) => ground.breaks(invariant, details),
    });
    this.oracle = oracle;
    database.onCommit = (changes) => oracle.committed(changes);
  }

  /** Null in a world in which nobody keeps positions. */
  static in(parts: BookkeeperParts): Bookkeeper | null {
    const { draws, faults } = parts.ground;
    // Positions has no price for a third coin: a message about such a fee is kept for a person.
    if (faults.of('funding') === 0 || parts.venue.spot.anyInThirdCoin) return null;
    return draws.chance('positions are kept', KEPT_IN) ? new Bookkeeper(parts) : null;
  }

  node({ bus, unitOfWork, planted }: BookkeeperSurroundings): PositionsNode {
    const { ground } = this.parts;
    const { life } = planted;
    const right = {
      positions: new MemoryPositionStore(this.tables),
      bills: new MemoryFundingStore(this.tables, life.connection),
      bus,
    };
    const ports = ground.choice.mutation?.positions?.(right, planted) ?? right;
    return new PositionsNode({ ...ports, life, unitOfWork: unitOfWork(MODULE), failed: ground.failed });
  }

  /** From here on funding falls due. */
  begin(scene: Scene): void {
    mayHappen(scene, fundingEvent({ ledger: this.ledger, tell: (bill) => this.tell(bill) }));
  }

  /** What the venue has charged an account, as a read of it shows. @throws VenueUnreachable */
  async bills({ accountId, since }: ListFundingBillsData): Promise<FundingBills> {
    const asOf = await this.parts.gateway.read('bills', accountId);
    const bills = this.ledger
      .of(accountId, since, asOf)
      .map((one) => ({ symbol: one.symbol, bill: billOf(one) }));
    return { bills, readUntil: epochMs(asOf) };
  }

  unsettled(): string | null {
    return this.oracle.unsettled();
  }

  /** After everything is quiet. */
  atRest(): void {
    this.oracle.atRest();
  }

  private tell(bill: VenueBill): void {
    this.parts.frame(bill.accountId, bill.symbol, billOf(bill));
  }
}

const billOf = ({ billId, slot, amount, atMs }: VenueBill): Extract<Execution, { kind: 'funding' }> => ({
  ...{ kind: 'funding', billId, amount: formatMoney(amount), currency: 'USDT', at: epochMs(atMs) },
  ...namedOf(slot),
});
