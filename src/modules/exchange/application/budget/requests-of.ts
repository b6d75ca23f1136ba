import type { SubmitOrdersData, VenueOperation } from '../../contracts/commands/submit-orders.command.js';
import type { LookUpOrdersData } from '../../contracts/queries/look-up-orders.query.js';
import type { RequestKind, VenueRequest } from '../../domain/budget/index.js';

/** What each operation asks of a venue, in their order. */
export const submitRequests = ({
  accountId,
  symbol,
  operations,
}: SubmitOrdersData): readonly VenueRequest[] =>
  operations.map((operation) => ({
    ...{ kind: kindOf(operation), times: 1, accountId, symbol },
    urgent: isUrgent(operation),
  }));

/** What a look-up of the first `orders` of them asks. */
export const lookUpRequests = (
  { accountId }: Pick<LookUpOrdersData, 'accountId'>,
  orders: number,
): readonly VenueRequest[] => [
  plain('look-up', accountId, null),
  { ...plain('look-up-order', accountId, null), times: orders },
];

/** A request that may wait. */
export const plain = (kind: RequestKind, accountId: string, symbol: string | null): VenueRequest => ({
  ...{ kind, times: 1, accountId, symbol, urgent: false },
});

const kindOf = (operation: VenueOperation): RequestKind => {
  if (operation.op === 'cancel') return 'cancel';
  const { type } = operation.order;
  return type === 'stop-market' || type === 'trigger' ? 'place-conditional' : 'place';
};

/** Cancels, exits and stops: nothing of them can make anything larger. A trigger closes a bot, or takes its orders away. */
const isUrgent = (operation: VenueOperation): boolean =>
  operation.op === 'cancel' || operation.order.reduceOnly || operation.order.type === 'trigger';
