import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../../shared/pure/json.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import type { Clock } from '../../../../shared/platform/clock/clock.port.js';
import type { Ids } from '../../../../shared/platform/clock/ids.port.js';
import type { UnitOfWork } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import { settingsRefused } from '../../../../shared/platform/strategy/create-instance.js';
import { HYPER_RSI_DEFAULTS, readHyperRsiSettings } from '../../domain/index.js';
import { PresetNameTaken, type Preset, type PresetStore } from '../ports/preset-store.port.js';

/** Presets that one person can have; more are a mistake. */
export const MAX_PRESETS = 200;

export interface PresetParts {
  readonly store: PresetStore;
  readonly unitOfWork: UnitOfWork;
  readonly ids: Ids;
  readonly clock: Pick<Clock, 'now'>;
}

export interface NewPreset {
  readonly userId: string;
  readonly name: string;
  readonly settings: JsonObject;
}

export interface ChangedPreset extends NewPreset {
  readonly id: string;
  /** The version that was seen and is to be replaced. */
  readonly version: number;
}

/**
 * Stores settings under a name; asked again with the same name and settings it answers the one that is there. Refused with
 * `settings-refused`, `name-taken` or `too-many-presets`.
 */
export async function createPreset(
  parts: PresetParts,
  { userId, name, settings }: NewPreset,
): Promise<Result<Preset, Refusal>> {
  const read = readPreset(settings);
  if (!read.ok) return read;
  const existing = await parts.store.findByName(userId, name);
  if (existing !== null)
    return isDeepStrictEqual(existing.settings, read.value) ? ok(existing) : err(nameTaken(name));
  const count = await parts.store.count(userId);
  if (count >= MAX_PRESETS)
    return err(
      refusal('too-many-presets', `there are ${count} presets already`, { count, most: MAX_PRESETS }),
    );
  const now = parts.clock.now();
  const id = parts.ids.next();
  const preset = { id, userId, name, version: 1, settings: read.value, createdAt: now, updatedAt: now };
  try {
    await parts.unitOfWork.run((tx) => parts.store.create(tx, preset));
  } catch (error) {
    // Somebody was faster with the same name: the answer is then about what stands there.
    if (error instanceof PresetNameTaken) return createPreset(parts, { userId, name, settings });
    throw error;
  }
  return ok(preset);
}

/** Stores the next version. Refused with `not-found`, `conflict` (somebody changed it), `settings-refused`, `name-taken`. */
export async function changePreset(
  parts: PresetParts,
  { userId, id, name, settings, version }: ChangedPreset,
): Promise<Result<Preset, Refusal>> {
  const read = readPreset(settings);
  if (!read.ok) return read;
  const before = await parts.store.find(userId, id, null);
  if (before === null) return err(noPreset(id));
  const next = { ...before, name, version: version + 1, settings: read.value, updatedAt: parts.clock.now() };
  try {
    const stored =
      before.version === version && (await parts.unitOfWork.run((tx) => parts.store.replace(tx, next)));
    if (stored) return ok(next);
  } catch (error) {
    if (error instanceof PresetNameTaken) return err(nameTaken(name));
    throw error;
  }
  return err(
    refusal('conflict', 'the preset was changed meanwhile; load it and change it again', {
      presetId: id,
      version: before.version,
    }),
  );
}

/**
 * The document, complete. A preset is for no account yet: what needs one (equity, minimums, position mode) is checked when a
 * bot is made of it. A hedge is therefore taken as it would be where it can be had.
 */
function readPreset(document: JsonObject): Result<JsonObject, Refusal> {
  const { symbol = HYPER_RSI_DEFAULTS.symbol } = document;
  const kind = typeof symbol === 'string' && !symbol.includes(':') ? 'spot' : 'perpetual';
  const read = readHyperRsiSettings(document, { kind, positionMode: 'hedge' });
  if (!read.ok) return err(settingsRefused(read.error));
  return ok(JSON.parse(JSON.stringify(read.value)) as JsonObject);
}

export const noPreset = (presetId: string): Refusal =>
  refusal('not-found', 'there is no such preset', { presetId });

const nameTaken = (name: string): Refusal =>
  refusal('name-taken', `another preset of yours is called ${name}`, { name });
