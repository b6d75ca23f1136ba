import { formatMoney } from '../../../shared/pure/numbers/money.js';
import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import type { GateSettledData } from '../contracts/events/gate-settled.event.js';
import { PositionKept } from '../contracts/events/position-kept.event.js';
import type { KeptStore } from './ports/kept-store.port.js';

/** Tells the owners of bots that have stopped what these still hold: its stop went with its orders, as asked. */
export async function tellKept(
  tx: Tx,
  { kept, clock }: { readonly kept: KeptStore; readonly clock: Clock },
  settled: readonly GateSettledData[],
): Promise<void> {
  const held = await kept.of(
    tx,
    settled.map(({ instanceId }) => instanceId),
  );
  for (const holding of held) {
    if (!holding.isOver || holding.held === 0n) continue;
    const { userId, accountId, venue, symbol, strategy, instanceId, position } = holding;
    const about = position === 'net' ? {} : { position };
    const told = { userId, accountId, venue, symbol, strategy, instanceId, ...about };
    runInScope({ userId }, () =>
      tx.record(new PositionKept({ ...told, size: formatMoney(holding.held), at: clock.now() })),
    );
  }
}
