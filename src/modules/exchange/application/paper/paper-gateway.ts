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
import type { PaperStore } from '../ports/paper-store.port.js';
import { VenueGateway } from '../ports/venue-gateway.port.js';
import { stateOf } from './account-views.js';
import type { OrderDesk } from './order-desk.js';
import type { PaperVenue } from './paper-venue.js';
import { prepareInstrument } from './prepare-instrument.js';
import { setPositionMode } from './set-position-mode.js';

/** The paper venue as any other. */
export class PaperGateway extends VenueGateway {
  constructor(
    private readonly venue: PaperVenue,
    private readonly desk: OrderDesk,
    private readonly store: PaperStore,
  ) {
    super();
  }

  override submit(data: SubmitOrdersData): Promise<readonly OperationOutcome[]> {
    return this.desk.submit(data);
  }

  override accountState({
    userId,
    accountId,
  }: {
    readonly userId: string;
    readonly accountId: string;
  }): Promise<AccountState | null> {
    return this.venue.answer(
      async ({ accounts }) => {
        const account = accounts.find(accountId);
        return account?.userId === userId ? stateOf(account) : null;
      },
      { accountIds: [accountId] },
    );
  }

  /**
   * Every id that was ever used is kept with what became of its order, so one read looks everywhere. Executions need not be
   * given: the venue has told them in the transaction that made them, and none can be lost.
   */
  override lookUp({ userId, accountId, clientOrderIds }: LookUpOrdersData): Promise<OrdersLookedUp | null> {
    return this.venue.answer(
      async ({ accounts }) => {
        if (accounts.find(accountId)?.userId !== userId) return null;
        const keys = clientOrderIds.map((clientOrderId) => ({ accountId, clientOrderId }));
        const { orders } = await this.store.clientOrders(keys);
        const used = new Set(orders.map(({ clientOrderId }) => clientOrderId));
        return {
          found: orders.map(({ clientOrderId, status, venueOrderId, code }) => ({
            ...{ clientOrderId, status, venueOrderId, code },
          })),
          nowhere: clientOrderIds.filter((clientOrderId) => !used.has(clientOrderId)),
          executions: [],
          remembers: null,
        };
      },
      { accountIds: [accountId] },
    );
  }

  override prepareInstrument(data: PrepareInstrumentData): Promise<Result<PreparedInstrument, Refusal>> {
    return this.venue.take((floor) => prepareInstrument(floor, data), { accountIds: [data.accountId] });
  }

  override setPositionMode(
    data: SetPositionModeData,
  ): Promise<Result<Pick<SetPositionModeData, 'positionMode'>, Refusal>> {
    return this.venue.take((floor) => setPositionMode(floor, data), { accountIds: [data.accountId] });
  }
}
