import { priceOf } from '../../../shared/pure/market/scale.js';
import type { JsonObject } from '../../../shared/pure/json.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { InstanceView } from '../../../shared/pure/strategy/instance.js';
import { boundsOf } from '../../../shared/platform/strategy/bounds.js';
import { fixedFields, latest } from '../../../shared/platform/strategy/change-instance.js';
import { gate } from '../../../shared/platform/strategy/consequences.js';
import { notFound, readFor, settingsRefused } from '../../../shared/platform/strategy/create-instance.js';
import { viewOf, type Instance, type KernelRow } from '../../../shared/platform/strategy/instance.js';
import type { Started } from '../../../shared/platform/strategy/reactor.js';
import type { ShellParts, StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { currentScope, runInScope } from '../../../shared/platform/telemetry/scope.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { isSettled, latestState, nextRefusals, placeOfEdit, type GridState } from '../domain/index.js';
import { accountNow, priceNow } from './facts.js';
import { marketOf, settingsOf } from './grid-strategy.js';
import { refusedWith } from './limits.js';

export interface AdjustData {
  readonly userId: string;
  readonly instanceId: string;
  /** Members that change; nested ones are given whole. */
  readonly settings: JsonObject;
}

interface Checked {
  readonly document: JsonObject;
  /** Last price, plain decimal. */
  readonly price: string;
}

/**
 * Edits a running grid now: range, levels, funds or stops make a new generation, whose orders follow as soon as every order
 * of the old one is known to have ended; other settings just count from now on. Refused, with every reason, when the new
 * ladder would be (`details.refusals`), with `settings-refused`, with `conflict` when the bot does not run or is in the
 * middle of something. Nothing is touched then.
 */
export async function adjustGrid(
  { parts }: StrategyShell,
  { userId, instanceId, settings }: AdjustData,
): Promise<Result<InstanceView, Refusal>> {
  const { store, unitOfWork, bus, world } = parts;
  const seen = await store.find(userId, instanceId);
  const kernel = await store.kernelOf(userId, instanceId);
  if (seen === null) return err(notFound(instanceId));
  if (kernel === null) return err(notRunning(seen));
  const checked = await check(parts, seen, kernel, settings);
  if (!checked.ok) return checked;
  const { marketTime } = await bus.ask(new world.feed({}));
  const begun = await unitOfWork.run(async (tx): Promise<Result<null, Refusal>> => {
    const locked = await store.lock(tx, instanceId, userId);
    if (locked === null) return err(notFound(instanceId));
    const busy = busyRefusal(locked.instance, locked.kernel, seen);
    if (busy !== null) return err(busy);
    const at = latest(marketTime, locked.market?.at);
    await begin(parts, tx, { ...locked, kernel: locked.kernel! }, checked.value, at);
    return ok(null);
  });
  if (!begun.ok) return begun;
  const adjusted = await store.find(userId, instanceId);
  return adjusted === null ? err(notFound(instanceId)) : ok(viewOf(adjusted));
}

async function check(
  parts: ShellParts,
  instance: Instance,
  { state, terms, settings: pinned }: KernelRow,
  changes: JsonObject,
): Promise<Result<Checked, Refusal>> {
  const { accountId, venue, symbol } = instance;
  const { instrument, candleDecimals, makerRate, takerRate } = terms;
  const bounds = await boundsOf(parts, instance);
  if (!bounds.ok) return bounds;
  const place = { listed: { venue, instrument, candleDecimals }, bounds: bounds.value };
  const account = await accountNow(parts, { accountId, symbol });
  const whole = { ...instance.settings, ...changes };
  const read = readFor(parts.strategy, whole, place, account.equity, { makerRate, takerRate });
  if (!read.ok) return read;
  const fixed = fixedFields(parts.strategy, instance, read.value);
  if (fixed.length > 0) return err(settingsRefused(fixed));
  const price = await priceNow(parts, { venue, symbol });
  if (!price.ok) return price;
  const settings = settingsOf(read.value.document);
  const market = marketOf(terms);
  const current = latestState(market, settingsOf(pinned), state as GridState);
  const next = { price: priceOf(market.scale, price.value), place: placeOfEdit(settings, current) };
  const refusals = nextRefusals(market, settings, current, next, account);
  return refusals.length > 0
    ? err(refusedWith(refusals))
    : ok({ document: read.value.document, price: price.value });
}

function busyRefusal(instance: Instance, kernel: KernelRow | null, seen: Instance): Refusal | null {
  if (instance.state !== 'running' || kernel === null) return notRunning(instance);
  if (instance.settingsVersion !== seen.settingsVersion || instance.epoch !== seen.epoch)
    return refusal('conflict', 'the bot was changed meanwhile; load it and try again');
  const state = latestState(marketOf(kernel.terms), settingsOf(kernel.settings), kernel.state as GridState);
  if (state.phase === 'waiting' || isSettled(state)) return null;
  return refusal(
    'conflict',
    'an order for the whole bot or another change is under way; try again in a moment',
    {
      phase: state.phase,
    },
  );
}

/** Like a stop, an edit raises the epoch: what the old generation wanted and has not sent yet is never sent. */
async function begin(
  { strategy, store, reactor, ids }: ShellParts,
  tx: Tx,
  locked: Started,
  { document, price }: Checked,
  at: Started['instance']['createdAt'],
): Promise<void> {
  const { kernel, instance: before } = locked;
  const settingsVersion = before.settingsVersion + 1;
  const instance: Instance = { ...before, settings: document, settingsVersion, epoch: before.epoch + 1 };
  const row: KernelRow = { ...kernel, settings: document, settingsVersion, version: kernel.version + 1 };
  await store.saveKernel(tx, instance.id, row);
  await store.change(tx, instance.id, { settings: document, settingsVersion, epoch: instance.epoch });
  runInScope({ userId: instance.userId }, () => tx.record(gate(strategy, instance, true)));
  const correlationId = currentScope().correlationId ?? ids.next();
  await store.addReaction(tx, {
    ...{ id: ids.next(), instanceId: instance.id, at, correlationId, effects: [] },
    cause: { kind: 'adjust-asked', settingsVersion, record: { settings: document, price } },
  });
  const occasion = { cause: { kind: 'adjusted', settingsVersion }, correlationId, at, price };
  await runInScope({ correlationId }, () =>
    reactor.step(
      tx,
      { ...locked, instance, kernel: row },
      ({ scale }) => ({ kind: 'price-moved', price: priceOf(scale, price) }),
      occasion,
    ),
  );
}

const notRunning = ({ state }: Instance): Refusal =>
  refusal('conflict', 'the bot does not run; change its settings instead', { state });
