import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { ContinueAskedInput, PauseAskedInput } from '../../../shared/pure/strategy/input.js';
import type { InstanceView } from '../../../shared/pure/strategy/instance.js';
import { mustKnow } from '../../../shared/pure/strategy/newer-state.js';
import { latest } from '../../../shared/platform/strategy/change-instance.js';
import { notFound } from '../../../shared/platform/strategy/create-instance.js';
import { viewOf } from '../../../shared/platform/strategy/instance.js';
import type { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { currentScope, runInScope } from '../../../shared/platform/telemetry/scope.js';
import type { GridState } from '../domain/index.js';

type Asked = PauseAskedInput | ContinueAskedInput;

const TOLD = { 'pause-asked': 'paused', 'continue-asked': 'continued' } as const satisfies Record<
  Asked['kind'],
  string
>;

/**
 * Pauses a running grid, or lets a paused one go on. One that is paused (or goes on) already stays as it is. Refused with
 * `not-found`, or with `conflict` when the bot does not run or an order for the whole bot or another change is under way.
 */
export async function askGrid(
  { parts }: StrategyShell,
  {
    userId,
    instanceId,
    asked,
  }: { readonly userId: string; readonly instanceId: string; readonly asked: Asked },
): Promise<Result<InstanceView, Refusal>> {
  const { store, unitOfWork, reactor, bus, world, ids } = parts;
  const { marketTime } = await bus.ask(new world.feed({}));
  const done = await unitOfWork.run(async (tx): Promise<Result<null, Refusal>> => {
    const locked = await store.lock(tx, instanceId, userId);
    if (locked === null) return err(notFound(instanceId));
    const { instance, kernel, market } = locked;
    if (instance.state !== 'running' || kernel === null)
      return err(refusal('conflict', 'the bot does not run', { state: instance.state }));
    mustKnow(parts.strategy.stateFormat, kernel.state, instanceId);
    const { phase } = kernel.state as GridState;
    if ((phase === 'paused') === (asked.kind === 'pause-asked')) return ok(null);
    const correlationId = currentScope().correlationId ?? ids.next();
    const at = latest(marketTime, market?.at);
    const occasion = { cause: { kind: TOLD[asked.kind] }, correlationId, at, price: null };
    const stepped = await runInScope({ correlationId }, () =>
      reactor.step(tx, { ...locked, kernel }, () => asked, occasion),
    );
    if (stepped === 'nothing')
      return err(refusal('conflict', 'something else is under way; try again in a moment', { phase }));
    await store.addReaction(tx, {
      ...{ id: ids.next(), instanceId, at, correlationId, effects: [] },
      cause: asked.kind === 'pause-asked' ? { kind: asked.kind, orders: asked.orders } : { kind: asked.kind },
    });
    return ok(null);
  });
  if (!done.ok) return done;
  const instance = await store.find(userId, instanceId);
  return instance === null ? err(notFound(instanceId)) : ok(viewOf(instance));
}
