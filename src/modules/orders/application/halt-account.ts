import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { TradingHalted } from '../contracts/events/trading-halted.event.js';
import type { AccountHalt } from '../domain/risk/approve.js';
import type { RiskStore } from './ports/risk-store.port.js';

/** Halts an account until its owner resumes trading, and tells why. */
export async function haltAccount(
  tx: Tx,
  risk: RiskStore,
  { userId, accountId }: { readonly userId: string; readonly accountId: string },
  code: AccountHalt,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  await risk.haltAccount(tx, accountId, code);
  tx.record(new TradingHalted({ userId, accountId, code, details }));
}
