import type { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { DAY_THAT_HAS_BEGUN } from '../domain/risk/limits.js';
import { haltAccount } from './halt-account.js';
import type { RiskStore } from './ports/risk-store.port.js';
import type { ReconciledAccounts } from './reconciled-accounts.js';

export interface ParkAccountParts {
  readonly risk: RiskStore;
  readonly accounts: ReconciledAccounts;
  readonly unitOfWork: UnitOfWork;
}

/** The key is revoked or expired, or the venue does not allow the address that it is used from. */
const KEY_REFUSED = 'invalid-key';

/** Whether a venue has refused the key that an operation was signed with. */
export const refusesKey = (
  answers: readonly { readonly outcome: string; readonly code: string | null }[],
): boolean => answers.some(({ outcome, code }) => outcome === 'rejected' && code === KEY_REFUSED);

/**
 * An account whose key its venue refuses. Whoever goes on asking with it is shut out for all accounts, so nothing is sent for
 * it until it can be read again; its owner is told, once, and nothing new is opened until they resume trading.
 */
export async function parkAccount(
  { risk, accounts, unitOfWork }: ParkAccountParts,
  account: { readonly userId: string; readonly accountId: string },
): Promise<void> {
  const { userId, accountId } = account;
  accounts.park(accountId);
  await unitOfWork.run(async (tx) => {
    const { accountHalt } = await risk.enter(tx, { ...account, instanceId: null }, DAY_THAT_HAS_BEGUN);
    if (accountHalt !== null) return;
    await runInScope({ userId }, () => haltAccount(tx, risk, account, 'key-refused', {}));
  });
}
