import { Overloaded } from '../../../../shared/platform/persistence/overload.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type {
  PrepareInstrumentData,
  PreparedInstrument,
} from '../../contracts/commands/prepare-instrument.command.js';
import type { SetPositionModeData } from '../../contracts/commands/set-position-mode.command.js';
import type { OperationOutcome, SubmitOrdersData } from '../../contracts/commands/submit-orders.command.js';
import type { AccountState } from '../../contracts/queries/get-account-state.query.js';
import type { LookUpOrdersData, OrdersLookedUp } from '../../contracts/queries/look-up-orders.query.js';

/**
 * One venue, as far as it is asked about accounts. Everything that the program asks of a venue passes here, so that it can be
 * counted (decision 0031). A question that fails throws; what becomes of an order is never an error.
 */
export abstract class VenueGateway {
  /**
   * Sends operations, once each, in their order. Rejects only when nothing at all is known of them. An outcome `rejected` with
   * the code `rate-limited` says that an operation was not carried out; its `retryAfterMs` among the details, how long the venue
   * wants to hear nothing.
   */
  abstract submit(data: SubmitOrdersData): Promise<readonly OperationOutcome[]>;

  /** Null when the account is not the user's. @throws TooManyRequests */
  abstract accountState(whose: {
    readonly userId: string;
    readonly accountId: string;
  }): Promise<AccountState | null>;

  /** Null when the account is not the user's. @throws TooManyRequests */
  abstract lookUp(data: LookUpOrdersData): Promise<OrdersLookedUp | null>;

  /** @throws TooManyRequests */
  abstract prepareInstrument(data: PrepareInstrumentData): Promise<Result<PreparedInstrument, Refusal>>;

  /** @throws TooManyRequests */
  abstract setPositionMode(
    data: SetPositionModeData,
  ): Promise<Result<Pick<SetPositionModeData, 'positionMode'>, Refusal>>;
}

/** The venue has answered that these were too many; it has not looked at the question. */
export class TooManyRequests extends Overloaded {
  /** For how long it wants to hear nothing; null when it does not say. */
  constructor(readonly silenceMs: number | null) {
    super('the venue has refused a request because there were too many');
  }
}
