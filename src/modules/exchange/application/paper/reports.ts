import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import { currentScope, runInScope, type Scope } from '../../../../shared/platform/telemetry/scope.js';
import { ExecutionsReported, type Execution } from '../../contracts/events/executions-reported.event.js';
import type { PaperAccount } from './paper-account.js';

/** What happened on one account and symbol, told in the context of what caused it. */
export interface Report {
  readonly account: PaperAccount;
  readonly symbol: string;
  readonly executions: readonly Execution[];
  /** Of the request that caused it; empty for what the market did. */
  readonly cause: Scope;
}

export function recordReport(tx: Tx, venue: string, { account, symbol, executions, cause }: Report): void {
  if (executions.length === 0) return;
  const { id: accountId, userId } = account;
  // The scope at hand may be that of another request which is carried out with this one.
  const { correlationId, causationId } = cause;
  const { step } = currentScope();
  runInScope({ correlationId, causationId, userId, step }, () => {
    tx.record(new ExecutionsReported({ accountId, userId, venue, symbol, executions }));
  });
}
