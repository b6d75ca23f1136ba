import { money } from '../../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { OpenPaperAccountData } from '../../contracts/commands/open-paper-account.command.js';
import type { Floor } from './floor.js';

/**
 * Opens an account; one of that id stays as it is, whoever's it is.
 * @throws RangeError when the cash is not a plain decimal of at most 18 decimals, 0 or more.
 */
export async function openPaperAccount(
  floor: Floor,
  { accountId, userId, label, currency, cash, positionMode }: OpenPaperAccountData,
  createdAt: EpochMs,
): Promise<{ readonly accountId: string; readonly opened: boolean }> {
  const { parts, accounts } = floor;
  const amount = money(cash);
  if (amount < 0n) throw new RangeError(`an account cannot begin with ${cash}`);
  if (accounts.find(accountId) !== undefined) return { accountId, opened: false };
  const stored = {
    ...{ id: accountId, userId, venue: parts.venue, label, currency },
    ...{ cash: amount, createdAt, version: 0, books: [] },
    positionMode: positionMode ?? parts.feed.conditions.positionMode,
  };
  return { accountId, opened: await floor.open(stored) };
}
