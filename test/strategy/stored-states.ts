import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GridStrategy } from '../../src/modules/grid/application/grid-strategy.js';
import { HyperRsiStrategy } from '../../src/modules/hyper-rsi/application/hyper-rsi-strategy.js';
import type { Terms } from '../../src/shared/platform/strategy/instance.js';
import type { BoundKernel, Strategy } from '../../src/shared/platform/strategy/strategy.port.js';
import type { JsonObject } from '../../src/shared/pure/json.js';
import type { Step } from '../../src/shared/pure/kernel.js';
import { priceOf } from '../../src/shared/pure/market/scale.js';
import type { StrategyInput } from '../../src/shared/pure/strategy/input.js';
import type { StrategyOutput } from '../../src/shared/pure/strategy/output.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';

const FOLDER = join(__dirname, 'states');
const STRATEGIES: readonly Strategy[] = [new HyperRsiStrategy(), new GridStrategy()];
const CLOSED_AT = epochMs(1_750_000_000_000);

/** A state as a bot of some version has stored it, with what it was decided to by that version. */
export interface StoredState {
  readonly settings: JsonObject;
  readonly terms: Terms;
  readonly state: object;
  /** What is wanted at a close, and when its owner stops it. */
  readonly decided: Readonly<Record<'close' | 'stop', readonly StrategyOutput[]>>;
}

/** Everything that is kept of one format of one strategy. */
export interface KeptFormat {
  /** `grid 2`. */
  readonly name: string;
  readonly format: number;
  readonly strategy: Strategy;
  readonly states: readonly StoredState[];
}

export const keptFormats = (): readonly KeptFormat[] =>
  readdirSync(FOLDER).map((file) => {
    const [, kind, format] = /^(.+)-(\d+)\.json$/.exec(file)!;
    const strategy = STRATEGIES.find((one) => one.kind === kind)!;
    const states = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly StoredState[];
    return { name: `${kind} ${format}`, format: Number(format), strategy, states };
  });

/** What a kernel of today makes of a state at a close of 100, and of its owner's stop. */
export function stepsOf(
  kernel: BoundKernel,
  state: object,
): Readonly<Record<'close' | 'stop', Step<object, StrategyOutput>>> {
  const values = Object.fromEntries(kernel.indicators.map(({ name }) => [name, 40]));
  const close: StrategyInput = {
    ...{ kind: 'candle-closed', open: epochMs(CLOSED_AT - 60_000), close: priceOf(kernel.scale, '100') },
    ...{ values, account: { equity: '10000', cash: '10000' }, tradingAllowed: true },
  };
  const stamp = { at: CLOSED_AT, seq: 7 };
  return {
    close: kernel.step(state, close, stamp),
    stop: kernel.step(state, { kind: 'stop-asked', mode: 'close' }, stamp),
  };
}

/** Paths of all members of a JSON value; those of the members of arrays are one. */
export function membersOf(value: unknown, path = ''): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((one) => [...membersOf(one, `${path}[]`)]));
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([name, member]) => [
      `${path}.${name}`,
      ...membersOf(member, `${path}.${name}`),
    ]),
  );
}
