import { money } from '../../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { OpenPaperAccountData } from '../../contracts/commands/open-paper-account.command.js';
import type { Floor } from './floor.js';
import { PaperAccount } from './paper-account.js';

/**
 * Opens an account; one of that id stays as it is, whoever's it is.
 * @throws RangeError when the cash is not a plain decimal of at most 18 decimals, 0 or more.
 */
export async function openPaperAccount(
  { parts, accounts }: Floor,
  { accountId, userId, label, currency, cash, positionMode }: OpenPaperAccountData,
  createdAt: EpochMs,
): Promise<{ readonly accountId: string; readonly opened: boolean }> {
  const amount = money(cash);
  if (amount < 0n) throw new RangeError(`an account cannot begin with ${cash}`);
  if (accounts.find(accountId) !== undefined) return { accountId, opened: false };
  const stored = {
    ...{ id: accountId, userId, venue: parts.venue, label, currency },
    ...{ cash: amount, createdAt, version: 0, books: [] },
    positionMode: positionMode ?? parts.feed.conditions.positionMode,
  };
  const opened = await parts.unitOfWork.run((tx) => parts.store.create(tx, stored));
  if (opened) accounts.add(PaperAccount.thaw(stored));
  return { accountId, opened };
}
