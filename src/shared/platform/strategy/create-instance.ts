import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../pure/json.js';
import { marketScale } from '../../pure/market/scale.js';
import { refusal, type FieldRefusal, type Refusal } from '../../pure/refusal.js';
import { err, ok, type Result } from '../../pure/result.js';
import type { InstanceView } from '../../pure/strategy/instance.js';
import type { Bus } from '../bus/bus.port.js';
import type { Clock } from '../clock/clock.port.js';
import type { Ids } from '../clock/ids.port.js';
import type { UnitOfWork } from '../persistence/unit-of-work.port.js';
import { shardOf } from '../leases/shards.js';
import { boundsOf, type Bounds } from './bounds.js';
import { NameTaken, SlotTaken, type InstanceStore } from './instance-store.port.js';
import { viewOf, type Instance, type MarketTerms } from './instance.js';
import type { ReadSettings, Strategy } from './strategy.port.js';
import type { ListedInstrument, WorldMessages } from './strategy-world.js';

export interface CommandParts {
  readonly strategy: Strategy;
  readonly world: WorldMessages;
  readonly bus: Bus;
  readonly store: InstanceStore;
  readonly unitOfWork: UnitOfWork;
  readonly ids: Ids;
  readonly clock: Clock;
}

export interface CreateData {
  readonly userId: string;
  readonly accountId: string;
  readonly name: string;
  readonly settings: JsonObject;
}

export const settingsRefused = (fields: readonly FieldRefusal[]): Refusal =>
  refusal('settings-refused', `${fields.length} settings are not accepted`, {
    fields: fields.map(({ field, value, allowed }) => ({ field, value, allowed })),
  });

export const notFound = (instanceId: string): Refusal =>
  refusal('not-found', 'there is no such bot', { instanceId });

export const slotTaken = (accountId: string, symbol: string): Refusal =>
  refusal('slot-taken', `another bot holds ${symbol} on this account; stop it first`, { accountId, symbol });

/** Makes an instance, not yet running; asked again with the same name and settings it answers the one that is there. */
export async function createInstance(
  parts: CommandParts,
  { userId, accountId, name, settings }: CreateData,
): Promise<Result<InstanceView, Refusal>> {
  const place = await marketOf(parts, userId, accountId, settings);
  if (!place.ok) return place;
  const { venue, listed } = place.value;
  const read = readFor(parts.strategy, settings, place.value, null);
  if (!read.ok) return read;
  const { document, timeframe } = read.value;
  const existing = await parts.store.findByName(userId, name);
  if (existing !== null) {
    const same = existing.accountId === accountId && isDeepStrictEqual(existing.settings, plain(document));
    return same ? ok(viewOf(existing)) : err(nameTaken(name));
  }
  const id = parts.ids.next();
  const instance: Instance = {
    ...{ id, userId, strategy: parts.strategy.kind, name, accountId, venue, timeframe },
    symbol: listed.instrument.symbol,
    state: 'created',
    stateReason: null,
    settings: document,
    settingsVersion: 1,
    epoch: 0,
    lastDecidedAt: null,
    createdAt: parts.clock.now(),
    shard: shardOf(id),
    endedAt: null,
  };
  try {
    await parts.unitOfWork.run((tx) => parts.store.create(tx, instance));
  } catch (error) {
    if (error instanceof SlotTaken) return err(slotTaken(accountId, instance.symbol));
    // Somebody was faster with the very same question: the answer is then what it made.
    if (error instanceof NameTaken) return createInstance(parts, { userId, accountId, name, settings });
    throw error;
  }
  return ok(viewOf(instance));
}

export interface MarketPlace {
  readonly venue: string;
  readonly listed: ListedInstrument;
  readonly bounds: Bounds;
}

/** The instrument that a settings document asks for, on the venue of the user's account, and what may be asked of it. */
export async function marketOf(
  { strategy, world, bus }: Pick<CommandParts, 'strategy' | 'world' | 'bus'>,
  userId: string,
  accountId: string,
  settings: JsonObject,
): Promise<Result<MarketPlace, Refusal>> {
  const accounts = await bus.ask(new world.accounts({ userId }));
  const account = accounts.find(({ id }) => id === accountId);
  if (account === undefined)
    return err(refusal('unknown-account', 'there is no such account', { accountId }));
  const { venue } = account;
  const symbol = strategy.symbolOf(settings);
  const instruments = await bus.ask(new world.instruments({ venue }));
  const listed = instruments.find(({ instrument }) => instrument.symbol === symbol);
  if (listed === undefined)
    return err(refusal('unknown-instrument', `${venue} has no ${String(symbol)}`, { venue, symbol }));
  const bounds = await boundsOf({ world, bus }, { userId, accountId, symbol: listed.instrument.symbol });
  return bounds.ok ? ok({ venue, listed, bounds: bounds.value }) : bounds;
}

/**
 * Reads a document for its instrument and holds it against the market's numbers and the account's bounds. Fees are not known before the start, which
 * reads it again: what only fees can refuse is refused there.
 */
export function readFor(
  strategy: Strategy,
  settings: JsonObject,
  { listed, bounds }: Pick<MarketPlace, 'listed' | 'bounds'>,
  equity: string | null,
  rates: Pick<MarketTerms, 'makerRate' | 'takerRate'> = { makerRate: '0', takerRate: '0' },
): Result<ReadSettings, Refusal> {
  const { instrument, candleDecimals } = listed;
  const { kind, minSize, minNotional } = instrument;
  const read = strategy.read(settings, { kind, minSize, minNotional, equity, ...bounds });
  if (!read.ok) return err(settingsRefused(read.error));
  const [first, ...others] = strategy.refusals(read.value.document, { instrument, candleDecimals, ...rates });
  if (first === undefined) return read;
  const all = [first, ...others].map(({ code, message, details }) => ({ code, message, details }));
  return err(refusal(first.code, first.message, { ...first.details, refusals: all }));
}

/** The scale that every instance of an instrument uses, so that one book serves them all. */
export const scaleOf = ({ instrument, candleDecimals }: Pick<MarketTerms, 'instrument' | 'candleDecimals'>) =>
  marketScale(instrument, candleDecimals);

const nameTaken = (name: string): Refusal =>
  refusal('name-taken', `another bot of yours is called ${name}`, { name });

/** As the database gives it back: without members that are undefined. */
const plain = (document: JsonObject): unknown => JSON.parse(JSON.stringify(document));
