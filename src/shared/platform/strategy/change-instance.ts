import type { JsonObject } from '../../pure/json.js';
import { refusal, type FieldRefusal, type Refusal } from '../../pure/refusal.js';
import { err, ok, type Result } from '../../pure/result.js';
import type { InstanceView } from '../../pure/strategy/instance.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import { currentScope, runInScope } from '../telemetry/scope.js';
import { boundsOf } from './bounds.js';
import { gate } from './consequences.js';
import { notFound, readFor, settingsRefused, type CommandParts } from './create-instance.js';
import { viewOf, type Instance } from './instance.js';
import type { Reactor } from './reactor.js';
import type { ReadSettings, Strategy } from './strategy.port.js';

/**
 * Asks an instance to stop. The epoch rises, so that entries of the epoch before which are not sent yet never will be; the
 * gate stays open until the strategy says that it has ended, so that what closes the position gets through. It has stopped when
 * Orders says that the gate is closed and nothing that adds is left. One that has stopped and kept what it held closes that, with
 * `close`; any other that does not run stays as it is. Refused with `not-found`, or with `nothing-to-close` where what was kept cannot be reduced.
 */
export async function stopInstance(
  parts: CommandParts & { readonly reactor: Reactor },
  userId: string,
  instanceId: string,
  mode: 'close' | 'keep',
): Promise<Result<InstanceView, Refusal>> {
  const { strategy, store, unitOfWork, reactor, bus, world, ids } = parts;
  const { marketTime } = await bus.ask(new world.feed({}));
  const found = await unitOfWork.run(async (tx) => {
    const locked = await store.lock(tx, instanceId, userId);
    if (locked === null) return false;
    const { kernel, market } = locked;
    const { state } = locked.instance;
    const at = latest(marketTime, market?.at);
    if (kernel === null || (state !== 'running' && state !== 'failed')) return true;
    const epoch = locked.instance.epoch + 1;
    const instance: Instance = { ...locked.instance, state: 'stopping', epoch, endedAt: null };
    await store.change(tx, instanceId, { state: 'stopping', stateReason: null, epoch, endedAt: null });
    runInScope({ userId }, () => tx.record(gate(strategy, instance, true)));
    const correlationId = currentScope().correlationId ?? ids.next();
    const occasion = { cause: { kind: 'stop-asked', mode }, correlationId, at, price: null };
    const started = { ...locked, instance, kernel };
    await runInScope({ correlationId }, () =>
      reactor.step(tx, started, () => ({ kind: 'stop-asked', mode }), occasion),
    );
    return true;
  });
  const instance = found ? await store.find(userId, instanceId) : null;
  if (instance === null) return err(notFound(instanceId));
  return mode === 'close' && instance.state === 'stopped' ? closeKept(parts, instance) : ok(viewOf(instance));
}

/** Whoever stops a bot again and wants it to close means what it has kept; one that has kept nothing stays as it is. */
async function closeKept(
  { bus, world, ids }: CommandParts,
  instance: Instance,
): Promise<Result<InstanceView, Refusal>> {
  const { id: instanceId, userId, accountId, symbol } = instance;
  const all = { position: null, size: null } as const;
  const closing = await bus.ask(
    new world.closeKept({ userId, accountId, symbol, instanceId, ...all, requestKey: ids.next() }),
  );
  return closing.ok || closing.error.code === 'position-closed' ? ok(viewOf(instance)) : closing;
}

export interface SettingsChange {
  readonly userId: string;
  readonly instanceId: string;
  readonly settings: JsonObject;
  /** The version that the person has seen; null where it does not matter. */
  readonly ifVersion: number | null;
}

/**
 * Gives an instance new settings. They are the newest version at once and take effect between two cycles, or at the next
 * start; the symbol never changes.
 */
export async function changeSettings(
  parts: CommandParts,
  { userId, instanceId, settings, ifVersion }: SettingsChange,
): Promise<Result<InstanceView, Refusal>> {
  const { strategy, store, unitOfWork, bus, world, ids } = parts;
  const seen = await store.find(userId, instanceId);
  if (seen === null) return err(notFound(instanceId));
  const instruments = await bus.ask(new world.instruments({ venue: seen.venue }));
  const listed = instruments.find(({ instrument }) => instrument.symbol === seen.symbol);
  if (listed === undefined)
    return err(refusal('unknown-instrument', `${seen.venue} does not offer ${seen.symbol} any more`));
  const bounds = await boundsOf(parts, seen);
  if (!bounds.ok) return bounds;
  const named = { symbol: seen.symbol, ...settings };
  const read = readFor(strategy, named, { listed, bounds: bounds.value }, null);
  if (!read.ok) return read;
  const { marketTime } = await bus.ask(new world.feed({}));
  const saved = await unitOfWork.run(async (tx): Promise<Result<null, Refusal>> => {
    const locked = await store.lock(tx, instanceId, userId);
    if (locked === null) return err(notFound(instanceId));
    const { settingsVersion: version } = locked.instance;
    if (ifVersion !== null && ifVersion !== version)
      return err(refusal('precondition-failed', 'the settings have changed meanwhile', { version }));
    const fixed = fixedFields(strategy, locked.instance, read.value);
    if (fixed.length > 0) return err(settingsRefused(fixed));
    const { document, timeframe } = read.value;
    const settingsVersion = version + 1;
    await store.change(tx, instanceId, { settings: document, settingsVersion, timeframe });
    const at = latest(marketTime, locked.market?.at);
    await store.addReaction(tx, {
      ...{ id: ids.next(), instanceId, at, effects: [] },
      correlationId: currentScope().correlationId ?? ids.next(),
      cause: { kind: 'settings-changed', settingsVersion, record: { settings: document } },
    });
    return ok(null);
  });
  if (!saved.ok) return saved;
  const changed = await store.find(userId, instanceId);
  return changed === null ? err(notFound(instanceId)) : ok(viewOf(changed));
}

/** The market may have gone on between a question and the lock: what is decided then lies before what is asked. */
export const latest = (asked: EpochMs, decided: EpochMs | undefined): EpochMs =>
  decided === undefined || decided < asked ? asked : decided;

/** What of these settings the instance cannot take as it is now. */
export function fixedFields(
  { fixedWhileRunning }: Pick<Strategy, 'fixedWhileRunning'>,
  instance: Instance,
  read: ReadSettings,
): readonly FieldRefusal[] {
  const fields: FieldRefusal[] = [];
  if (read.symbol !== instance.symbol)
    fields.push({ field: 'symbol', value: read.symbol, allowed: `${instance.symbol}; make another bot` });
  if (instance.state !== 'running' && instance.state !== 'stopping') return fields;
  for (const field of fixedWhileRunning) {
    const kept = instance.settings[field];
    if (read.document[field] !== kept)
      fields.push({
        field,
        value: show(read.document[field]),
        allowed: `${show(kept)} while the bot runs; stop it first`,
      });
  }
  return fields;
}

const show = (value: JsonObject[string]): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);

/** Deletes an instance that does not run, with its decisions; its orders and fills stay where they are. */
export async function deleteInstance(
  { store, unitOfWork }: Pick<CommandParts, 'store' | 'unitOfWork'>,
  userId: string,
  instanceId: string,
): Promise<Result<null, Refusal>> {
  return unitOfWork.run(async (tx) => {
    const locked = await store.lock(tx, instanceId, userId);
    if (locked === null) return err(notFound(instanceId));
    const { state } = locked.instance;
    if (state === 'running' || state === 'stopping')
      return err(refusal('conflict', 'the bot runs; stop it first', { state }));
    await store.remove(tx, instanceId);
    return ok(null);
  });
}
