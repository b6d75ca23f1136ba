import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { MoveGateData } from '../../contracts/commands/move-gate.command.js';
import type { RiskLimitsView } from '../../contracts/queries/get-risk-limits.query.js';
import type { Gate } from '../../domain/risk/approve.js';
import type { ChosenLimits } from '../../domain/risk/limits.js';

export type AccountHalt = 'daily-loss' | 'max-orders';

/** What is stored about the risk of one account, its day already begun. */
export interface RiskState {
  readonly chosen: ChosenLimits;
  readonly halted: boolean;
  readonly accountHalt: AccountHalt | null;
  readonly ordersToday: number;
  /** Net result of the day; negative is a loss. */
  readonly result: Money;
  /** Null without an instance, or for one that never had a gate. */
  readonly gate: Gate | null;
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

  abstract addResult(tx: Tx, accountId: string, result: Money): Promise<void>;

  abstract haltAccount(tx: Tx, accountId: string, code: AccountHalt): Promise<void>;

  /** Moves the gate forward; an older epoch than the one it has changes nothing. */
  abstract moveGate(tx: Tx, gate: MoveGateData): Promise<void>;

  /** False, and nothing is chosen, when `ifVersion` is given and not the version there is. */
  abstract choose(tx: Tx, userId: string, limits: ChosenLimits, ifVersion: number | null): Promise<boolean>;

  /**
   * Sets the kill switch; answers whether that changed anything. Switching it off also ends the halts of the user's
   * accounts and counts their day anew.
   */
  abstract setHalted(tx: Tx, userId: string, halted: boolean): Promise<boolean>;

  abstract view(userId: string): Promise<RiskLimitsView>;
}
