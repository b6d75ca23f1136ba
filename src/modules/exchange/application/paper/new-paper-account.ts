import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../shared/platform/clock/clock.port.js';
import { Ids } from '../../../../shared/platform/clock/ids.port.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import type { OpenPaperAccountData } from '../../contracts/commands/open-paper-account.command.js';
import type { AccountView } from '../../contracts/queries/list-accounts.query.js';
import { MAX_PAPER_ACCOUNTS } from '../../domain/index.js';
import { openPaperAccount } from './open-paper-account.js';
import { PaperVenue } from './paper-venue.js';

/** Opens an account on the paper venue for a person who asks for one. */
@Injectable()
export class NewPaperAccount {
  constructor(
    private readonly venue: PaperVenue,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Refused with `unknown-currency` (nothing is traded in it) or `too-many-accounts`. */
  async open(wanted: Omit<OpenPaperAccountData, 'accountId'>): Promise<Result<AccountView, Refusal>> {
    const { userId, currency } = wanted;
    return this.venue.take(async (floor) => {
      const known = [...new Set(floor.parts.feed.instruments.map(({ quote }) => quote))];
      if (!known.includes(currency))
        return err(
          refusal('unknown-currency', `nothing is traded in ${currency}`, {
            currency,
            known: known.join(', '),
          }),
        );
      const own = floor.accounts.all.filter((account) => account.userId === userId);
      if (own.length >= MAX_PAPER_ACCOUNTS)
        return err(refusal('too-many-accounts', 'no more accounts', { limit: MAX_PAPER_ACCOUNTS }));
      const accountId = this.ids.next();
      await openPaperAccount(floor, { ...wanted, accountId }, this.clock.now());
      return ok(floor.accounts.find(accountId)!.view);
    });
  }
}
