import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { MoveGateData } from '../../contracts/commands/move-gate.command.js';
import type { RiskLimitsView } from '../../contracts/queries/get-risk-limits.query.js';
import type { AccountHalt, Gate, InstanceRisk, LaneHalt } from '../../domain/risk/approve.js';
import type { ChosenLimits } from '../../domain/risk/limits.js';
import type { Tally } from '../../domain/risk/stops.js';
import type { LaneName } from './intent.js';

/** What is stored about the risk of one account, its day already begun. */
export interface RiskState {
  readonly chosen: ChosenLimits;
  readonly halted: boolean;
  readonly accountHalt: AccountHalt | null;
  readonly ordersToday: number;
  /** What the account's closed positions have made. */
  readonly tally: Tally;
  readonly instance: InstanceRisk;
  /** Null without an instance, or for one that never had a gate. */
  readonly gate: Gate | null;
}

/** Tallies after a closed position, with what follows from that of the instance. */
export interface Tallies {
  readonly accountId: string;
  readonly userId: string;
  readonly account: Tally;
  /** Null for what was traded by hand. */
  readonly instance: (InstanceRisk & { readonly instanceId: string; readonly tally: Tally }) | null;
}

/**
 * What was put right because a venue showed something else than our books: `order-gone`, an order that should have rested there;
 * `ghost`, one that was given up and was there; `orphan`, a stop of nothing; `adjustment`, a position that nothing explained.
 */
export type Repair = 'order-gone' | 'ghost' | 'orphan' | 'adjustment';

export interface RepairedBot {
  readonly instanceId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid';
}

export interface OverRepaired extends RepairedBot {
  readonly repairs: number;
}

/** Limits, halts, gates, and what has been used of the limits. */
export abstract class RiskStore {
  /** Takes the account until the transaction ends, begins its day if that is a later one, and reads what binds it. */
  abstract enter(
    tx: Tx,
    account: { readonly accountId: string; readonly userId: string; readonly instanceId: string | null },
    day: number,
  ): Promise<RiskState>;

  abstract countOrders(tx: Tx, accountId: string, orders: number): Promise<void>;

  /** What the closed positions of an instance have made, its row locked; null before the first. */
  abstract instanceTally(tx: Tx, instanceId: string): Promise<Tally | null>;

  /** Keeps the tallies of an account and of the instance whose position was closed. */
  abstract keepTallies(tx: Tx, tallies: Tallies): Promise<void>;

  abstract haltAccount(tx: Tx, accountId: string, code: AccountHalt): Promise<void>;

  /**
   * Halts one instance until its owner resumes trading; one that is halted already stays so for its first reason. Answers whether
   * it was not.
   */
  abstract haltInstance(
    tx: Tx,
    of: { readonly instanceId: string; readonly accountId: string; readonly userId: string },
    code: NonNullable<InstanceRisk['halt']>,
  ): Promise<boolean>;

  /** Nothing that adds is taken for this account and symbol until `null` ends it or, once adjusted, trading is resumed. */
  abstract haltLane(tx: Tx, lane: LaneName, code: LaneHalt | null): Promise<void>;

  /** Notes that something was put right for these bots, each once; it is remembered for an hour. */
  abstract repaired(tx: Tx, bots: readonly RepairedBot[], what: Repair): Promise<void>;

  /** Bots that are not halted and had more repairs than that within the last hour. */
  abstract overRepaired(perHour: number): Promise<readonly OverRepaired[]>;

  /** Moves the gate forward; an older epoch than the one it has changes nothing. Answers whether it stands so now. */
  abstract moveGate(tx: Tx, gate: MoveGateData): Promise<boolean>;

  /** Instances of an account that may trade. */
  abstract openGates(userId: string, accountId: string): Promise<number>;

  /** False, and nothing is chosen, when `ifVersion` is given and not the version there is. */
  abstract choose(tx: Tx, userId: string, limits: ChosenLimits, ifVersion: number | null): Promise<boolean>;

  /**
   * Sets the kill switch; answers whether that changed anything. Switching it off also ends the halts of the user's
   * accounts, instruments and instances, and counts their results anew; but for an instrument of which its venue shows something
   * else than these books: that ends when both agree or the books were adjusted.
   */
  abstract setHalted(tx: Tx, userId: string, halted: boolean): Promise<boolean>;

  /** @param quote currency whose defaults are shown. */
  abstract view(userId: string, quote: string): Promise<RiskLimitsView>;
}
