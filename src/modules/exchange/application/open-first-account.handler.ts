import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { UserRegistered } from '../../users/contracts/events/user-registered.event.js';
import { openPaperAccount } from './paper/open-paper-account.js';
import { PaperVenue } from './paper/paper-venue.js';

const FIRST = { label: 'Paper', currency: 'USDT', cash: '10000' } as const;

/** Whoever comes has an account on paper to begin with. The demo opens its own. */
@OnRecord('exchange', UserRegistered)
export class OpenFirstAccount implements RecordHandler<UserRegistered> {
  constructor(
    private readonly venue: PaperVenue,
    private readonly clock: Clock,
  ) {}

  /** The account is opened in a transaction of the venue: heard again, there is one of that id already. */
  async handle({ data: { userId, demo } }: UserRegistered): Promise<void> {
    if (demo) return;
    const account = { accountId: `paper-${userId}`, userId, ...FIRST };
    await this.venue.take((floor) => openPaperAccount(floor, account, this.clock.now()), {
      accountIds: [account.accountId],
    });
  }
}
