import type { JsonObject } from '../../../../shared/pure/json.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';

/** Settings under a name of a person's own, ready to make bots of. Each change is a new version. */
export interface Preset {
  readonly id: string;
  readonly userId: string;
  /** Unique per user. */
  readonly name: string;
  /** From 1; the newest, unless an older one was asked for. */
  readonly version: number;
  /** Complete: a default that changes later does not change it. */
  readonly settings: JsonObject;
  readonly createdAt: EpochMs;
  /** When this version was stored. */
  readonly updatedAt: EpochMs;
}

/** Versions of one preset that are kept; the oldest are forgotten. */
export const KEPT_VERSIONS = 50;

export class PresetNameTaken extends Error {
  override readonly name = 'PresetNameTaken';
}

/** Where the position of a list stands: after this preset. */
export interface AfterPreset {
  readonly name: string;
  readonly id: string;
}

/** Presets of people; everything is scoped by the user. */
export abstract class PresetStore {
  /** By name. */
  abstract list(userId: string, after: AfterPreset | null, limit: number): Promise<readonly Preset[]>;

  /** The newest version, or the one asked for; null when there is none (any more). */
  abstract find(userId: string, id: string, version: number | null): Promise<Preset | null>;

  abstract findByName(userId: string, name: string): Promise<Preset | null>;

  abstract count(userId: string): Promise<number>;

  /** @throws PresetNameTaken */
  abstract create(tx: Tx, preset: Preset): Promise<void>;

  /**
   * Stores the next version of a preset. False when the newest one is not `preset.version - 1`, or there is none.
   * @throws PresetNameTaken
   */
  abstract replace(tx: Tx, preset: Preset): Promise<boolean>;

  /** With all its versions; false when there is none. */
  abstract remove(tx: Tx, userId: string, id: string): Promise<boolean>;
}
