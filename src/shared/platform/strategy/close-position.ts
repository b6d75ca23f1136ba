import { refusal, type Refusal } from '../../pure/refusal.js';
import { err, ok, type Result } from '../../pure/result.js';
import type { InstanceView } from '../../pure/strategy/instance.js';
import type { PositionSide } from '../../pure/strategy/order.js';
import { currentScope, runInScope } from '../telemetry/scope.js';
import { latest } from './change-instance.js';
import { notFound, type CommandParts } from './create-instance.js';
import { viewOf } from './instance.js';
import type { Reactor } from './reactor.js';

export interface CloseAsked {
  readonly userId: string;
  readonly instanceId: string;
  /** Whose position: null for the main one. */
  readonly side: PositionSide | null;
  /** Plain decimal, > 0 and <= 100. */
  readonly percent: string;
}

/**
 * Asks a running instance to close a position of its own, whole or in part; it goes on afterwards. Refused with `not-found`,
 * `conflict` (it does not run) or `nothing-to-close`.
 */
export async function closePosition(
  parts: CommandParts & { readonly reactor: Reactor },
  { userId, instanceId, side, percent }: CloseAsked,
): Promise<Result<InstanceView, Refusal>> {
  const { store, unitOfWork, reactor, bus, world, ids } = parts;
  const { marketTime } = await bus.ask(new world.feed({}));
  const asked = await unitOfWork.run(async (tx): Promise<Result<null, Refusal>> => {
    const locked = await store.lock(tx, instanceId, userId);
    if (locked === null) return err(notFound(instanceId));
    const { instance, kernel, market } = locked;
    if (kernel === null || instance.state !== 'running')
      return err(refusal('conflict', 'the bot does not run', { state: instance.state }));
    const correlationId = currentScope().correlationId ?? ids.next();
    const input = { kind: 'close-asked', side, percent } as const;
    const occasion = { cause: input, correlationId, at: latest(marketTime, market?.at), price: null };
    const stepped = await runInScope({ correlationId }, () =>
      reactor.step(tx, { ...locked, kernel }, () => input, occasion),
    );
    return stepped === 'nothing' ? err(nothingToClose(side, percent)) : ok(null);
  });
  if (!asked.ok) return asked;
  const instance = await store.find(userId, instanceId);
  return instance === null ? err(notFound(instanceId)) : ok(viewOf(instance));
}

const nothingToClose = (side: PositionSide | null, percent: string): Refusal =>
  refusal('nothing-to-close', 'nothing is held there that could be closed by so much', {
    ...{ side: side ?? 'main', percent },
  });
