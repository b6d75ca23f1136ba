import { isEnded, isUnresolved, stronger, unitsOfText } from '../../../modules/orders/domain/index.js';
import type { IntentRow } from '../../store/orders/orders-tables.js';
import type { FamilyParts } from './oracle-parts.js';

/** What is stored of an order only moves forward (I9, I10), and in the end it is what the venue has of it (I3, I20). */
export class StatusesOracle {
  constructor(private readonly parts: FamilyParts) {}

  moved(before: IntentRow, after: IntentRow): void {
    const { breaks } = this.parts;
    if (before.status !== after.status && stronger(before.status, after.status) !== after.status)
      breaks('I10 status moves forward', `${after.clientOrderId}: ${before.status} to ${after.status}`);
    if (unitsOfText(after.filledSize) < unitsOfText(before.filledSize))
      breaks('I9 filled is monotone', `${after.clientOrderId}: ${before.filledSize} to ${after.filledSize}`);
    if (
      after.size !== null &&
      after.type !== 'liquidation' &&
      unitsOfText(after.filledSize) > unitsOfText(after.size)
    )
      breaks('I9 filled within its size', `${after.clientOrderId}: ${after.filledSize} of ${after.size}`);
  }

  /** After everything is quiet: what became of every order is known, and every order that rests. */
  atRest(): void {
    const { tables, venue, lost, breaks } = this.parts;
    for (const row of tables.intents.all()) {
      if (isUnresolved(row.status) || row.status === 'planned')
        breaks('I20 everything is decided', `${row.clientOrderId} is still ${row.status}`);
    }
    for (const wish of tables.cancellations.all())
      if (wish.doneAtMs === null)
        breaks('I20 everything is decided', `the end of ${wish.intentId} is still wanted`);
    const open = new Set(
      venue.openOrders.map(({ accountId, clientOrderId }) => `${accountId} ${clientOrderId}`),
    );
    for (const { accountId, clientOrderId } of venue.openOrders) {
      const row = tables.byClientId(accountId, clientOrderId);
      // One of a time that was lost is told, and nobody touches it.
      if (row === undefined && lost !== null) continue;
      if (row === undefined || isEnded(row.status))
        breaks('I3 every live order is known', `${clientOrderId} rests and is ${row?.status ?? 'unknown'}`);
    }
    for (const row of tables.intents.all())
      if (!isEnded(row.status) && !open.has(`${row.accountId} ${row.clientOrderId}`))
        breaks('I20 our books are the venue’s', `${row.clientOrderId} is ${row.status} and not at the venue`);
  }
}
