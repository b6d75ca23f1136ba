import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import type { SetPositionModeData } from '../../contracts/commands/set-position-mode.command.js';
import type { Floor } from './floor.js';

type InForce = Pick<SetPositionModeData, 'positionMode'>;

/** As venues do it: while anything is held or waits, the mode stays. Refused with `unknown-account` or `position-mode-in-use`. */
export async function setPositionMode(
  floor: Floor,
  { userId, accountId, positionMode }: SetPositionModeData,
): Promise<Result<InForce, Refusal>> {
  const account = floor.accounts.find(accountId);
  if (account?.userId !== userId)
    return err(refusal('unknown-account', `there is no account ${accountId}`, { accountId }));
  if (account.positionMode === positionMode) return ok({ positionMode });
  const { positions, openOrders } = account.perpetuals;
  if (positions + openOrders > 0)
    return err(
      refusal('position-mode-in-use', `${accountId} holds ${positions} positions and ${openOrders} orders`, {
        positions,
        openOrders,
        bots: 0,
      }),
    );
  account.setPositionMode(positionMode);
  await floor.commit({ to: null, accounts: [account] });
  return ok({ positionMode });
}
