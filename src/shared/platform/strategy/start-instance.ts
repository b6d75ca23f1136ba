import { mustKnow } from '../../pure/strategy/newer-state.js';
import type { JsonObject } from '../../pure/json.js';
import { refusal, type Refusal } from '../../pure/refusal.js';
import { err, ok, type Result } from '../../pure/result.js';
import type { InstanceView } from '../../pure/strategy/instance.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { Tx } from '../persistence/unit-of-work.port.js';
import { currentScope, runInScope } from '../telemetry/scope.js';
import { boundsOf } from './bounds.js';
import { gate } from './consequences.js';
import { heldAtStart, type HeldAtStart } from './held-at-start.js';
import { notFound, readFor, slotTaken, type CommandParts } from './create-instance.js';
import { SlotTaken } from './instance-store.port.js';
import { factsOf, viewOf, type Instance, type KernelRow, type Terms } from './instance.js';
import type { ReadSettings } from './strategy.port.js';

interface Prepared {
  readonly settings: ReadSettings;
  readonly terms: Omit<Terms, 'run'>;
  readonly at: EpochMs;
  /** What the account has: cash, and base units of the instrument. */
  readonly cash: string | null;
  readonly held: string;
}

/** What a start finds when it looks again inside its transaction. */
type Begun = 'begun' | 'running' | 'gone' | 'changed' | 'other-mode';

/**
 * Starts an instance: leverage and margin mode are set and read back first, settings are read again with the real fees and
 * equity and pinned; then epoch, gate, first state and the event stand in one transaction. One that runs stays as it is; one
 * that was parked goes on from the state it was parked in. Refused with `position-held` while a stopped bot still holds something
 * there.
 */
export async function startInstance(
  parts: CommandParts,
  userId: string,
  instanceId: string,
): Promise<Result<InstanceView, Refusal>> {
  const instance = await parts.store.find(userId, instanceId);
  if (instance === null) return err(notFound(instanceId));
  if (instance.state === 'running') return ok(viewOf(instance));
  if (instance.state === 'stopping') return err(busy('the bot is stopping; start it when it has stopped'));
  const prepared = await prepare(parts, instance);
  if (!prepared.ok) return prepared;
  try {
    const begun = await parts.unitOfWork.run((tx) => begin(parts, tx, instance, prepared.value));
    if (begun === 'gone') return err(notFound(instanceId));
    if (begun === 'other-mode') return err(busy(OTHER_MODE));
    if (begun === 'changed') return err(busy('the bot was changed meanwhile; load it and start it again'));
  } catch (error) {
    if (error instanceof SlotTaken) return err(slotTaken(instance.accountId, instance.symbol));
    throw error;
  }
  const started = await parts.store.find(userId, instanceId);
  return started === null ? err(notFound(instanceId)) : ok(viewOf(started));
}

const NOTHING: HeldAtStart = { there: '0', taken: '0' };

async function prepare(
  { strategy, world, bus }: CommandParts,
  instance: Instance,
): Promise<Result<Prepared, Refusal>> {
  const { userId, accountId, venue, symbol, settings } = instance;
  const asking = { world, bus };
  const instruments = await bus.ask(new world.instruments({ venue }));
  const listed = instruments.find(({ instrument }) => instrument.symbol === symbol);
  if (listed === undefined)
    return err(
      refusal('unknown-instrument', `${venue} does not offer ${symbol} any more`, { venue, symbol }),
    );
  const bounds = await boundsOf(asking, { userId, accountId, symbol });
  if (!bounds.ok) return bounds;
  const place = { listed, bounds: bounds.value };
  const facts = await bus.ask(new world.facts({ accountIds: [accountId], symbol }));
  const { equity, cash } = facts[accountId] ?? { equity: null, cash: null };
  const first = readFor(strategy, settings, place, equity);
  if (!first.ok) return first;
  const { leverage, marginMode, takesOver } = first.value;
  // Before anything is set at the venue. One that was parked goes on with what it holds.
  const held =
    instance.state === 'failed' ? ok(NOTHING) : await heldAtStart(asking, instance, listed, takesOver);
  if (!held.ok) return held;
  const terms = await bus.ask(new world.prepare({ accountId, userId, symbol, leverage, marginMode }));
  if (!terms.ok) return terms;
  const { makerRate, takerRate } = terms.value;
  const read = readFor(strategy, settings, place, equity, { makerRate, takerRate });
  if (!read.ok) return read;
  const { marketTime: at } = await bus.ask(new world.feed({}));
  const { there, taken } = held.value;
  const { instrument, candleDecimals } = listed;
  const fixed = {
    ...{ instrument, candleDecimals, makerRate, takerRate, leverage: terms.value.leverage },
    held: taken,
  };
  return ok({ settings: read.value, terms: { ...fixed, bounds: bounds.value }, at, cash, held: there });
}

async function begin(
  { strategy, store, clock, ids }: CommandParts,
  tx: Tx,
  seen: Instance,
  { settings, terms, at, cash, held }: Prepared,
): Promise<Begun> {
  const locked = await store.lock(tx, seen.id, seen.userId);
  if (locked === null) return 'gone';
  const { instance, kernel: before, market } = locked;
  if (before !== null) mustKnow(strategy.stateFormat, before.state, instance.id);
  if (instance.state === 'running') return 'running';
  if (instance.epoch !== seen.epoch || instance.settingsVersion !== seen.settingsVersion) return 'changed';
  const epoch = instance.epoch + 1;
  const parked = instance.state === 'failed' && before !== null ? before : null;
  // What it holds and remembers was made for the position mode it was parked in.
  if (parked !== null && parked.terms.bounds.positionMode !== terms.bounds.positionMode) return 'other-mode';
  const row =
    parked !== null
      ? parked
      : ({
          ...firstState(strategy, before, settings, { ...terms, run: (before?.terms.run ?? 0) + 1 }),
          settingsVersion: instance.settingsVersion,
          version: (before?.version ?? 0) + 1,
          // What is decided already is not decided again by the next run.
          lastDecided: market?.at ?? before?.lastDecided ?? null,
        } satisfies KernelRow);
  if (row !== before) await store.saveKernel(tx, instance.id, row);
  const { run } = row.terms;
  await store.addReaction(tx, {
    ...{ id: ids.next(), instanceId: instance.id, at, effects: [] },
    correlationId: currentScope().correlationId ?? ids.next(),
    cause: row === before ? { kind: 'resumed', run } : began(row, { cash, held }),
  });
  const running = { state: 'running', stateReason: null, endedAt: null } as const;
  await store.change(tx, instance.id, { ...running, epoch, startedAt: clock.now() });
  runInScope({ userId: instance.userId }, () =>
    tx.record(
      gate(strategy, { ...instance, epoch }, true),
      strategy.messages.started({ ...factsOf(instance, at), epoch }),
    ),
  );
  return 'begun';
}

/** Written down, so that the run can be gone through again: later starts and edits write over the row. */
function began(
  { state, settings, settingsVersion, terms: { run } }: KernelRow,
  account: Pick<Prepared, 'cash' | 'held'>,
): JsonObject {
  const record = { settings, state: state as JsonObject, ...account };
  return { kind: 'started', run, settingsVersion, record };
}

function firstState(
  strategy: CommandParts['strategy'],
  before: KernelRow | null,
  { document }: ReadSettings,
  terms: Terms,
): Pick<KernelRow, 'state' | 'settings' | 'terms'> {
  const state = strategy.bind(document, terms).start(before?.state ?? null);
  return { state, settings: document, terms };
}

const OTHER_MODE =
  'the position mode of the account was changed since the bot was parked; stop it and start it again';

const busy = (message: string): Refusal => refusal('conflict', message);
