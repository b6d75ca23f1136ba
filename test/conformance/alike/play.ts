import fc from 'fast-check';
import type { Tx, UnitOfWork } from '../../../src/shared/platform/persistence/unit-of-work.port.js';

/** One kind of store, as far as every suite that compares two of them needs it. */
export interface Ports {
  readonly unitOfWork: UnitOfWork;
  /** A part of the transaction that can fail alone. */
  readonly part: (tx: Tx, work: () => Promise<unknown>) => Promise<unknown>;
  /** As if nothing had ever happened. */
  readonly empty: () => Promise<void>;
}

/** One call of one port, the same on both sides. What it answers is compared, and what it throws. */
export interface PortStep<Side> {
  readonly name: string;
  readonly run: (side: Side, tx: Tx) => Promise<unknown>;
}

/** A transaction of some steps, which may be undone in the end; or one step alone. */
export type Move<Side> =
  | {
      readonly kind: 'transaction';
      readonly steps: readonly PortStep<Side>[];
      readonly fails: boolean;
      readonly parted: boolean;
    }
  | { readonly kind: 'alone'; readonly step: PortStep<Side> };

/** Kinds of steps; one that is met often has a weight above 1. */
type Steps<Side> = readonly fc.MaybeWeightedArbitrary<PortStep<Side>>[];

/** Any sequence of transactions and of calls outside of any. */
export const movesOf = <Side>(
  inTransaction: Steps<Side>,
  alone: Steps<Side>,
): fc.Arbitrary<readonly Move<Side>[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('transaction' as const),
          steps: fc.array(fc.oneof(...inTransaction), { minLength: 1, maxLength: 4 }),
          fails: fc.boolean(),
          parted: fc.boolean(),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('alone' as const), step: fc.oneof(...alone) }) },
    ),
    { minLength: 30, maxLength: 90 },
  );

/** In one order of its members, without those that are left out and without those that nobody has written. */
function comparable(value: unknown, leftOut: ReadonlySet<string>): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map((one) => comparable(one, leftOut));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !leftOut.has(name) && inner !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, inner]) => [name, comparable(inner, leftOut)]),
  );
}

/** The name of a rule that an error is about, or the error itself. */
function failure(error: unknown): string {
  const { constraint, name } = error as Error & { readonly constraint?: unknown };
  if (typeof constraint === 'string') return constraint;
  return name === 'FenceLost' ? name : String(error);
}

class ChangedMyMind extends Error {
  override readonly name = 'ChangedMyMind';
}

/**
 * Everything that a side answers to the moves, each in one line.
 * @param leftOut members that differ on every run, such as times of the wall clock.
 */
export async function play<Side extends Ports>(
  side: Side,
  list: readonly Move<Side>[],
  leftOut: ReadonlySet<string>,
): Promise<readonly string[]> {
  await side.empty();
  const lines: string[] = [];
  const one = async (step: PortStep<Side>, tx: Tx): Promise<void> => {
    const answer = await step.run(side, tx);
    lines.push(
      `${step.name} ${answer === undefined ? 'nothing' : JSON.stringify(comparable(answer, leftOut))}`,
    );
  };
  for (const move of list) {
    if (move.kind === 'alone') {
      await one(move.step, undefined as unknown as Tx).catch((error: unknown) =>
        lines.push(`${move.step.name} failed: ${failure(error)}`),
      );
      continue;
    }
    const work = side.unitOfWork.run(async (tx) => {
      for (const step of move.steps) {
        if (!move.parted) await one(step, tx);
        else
          await side
            .part(tx, () => one(step, tx))
            .catch((error: unknown) => lines.push(`${step.name} part: ${failure(error)}`));
      }
      // Rather seldom: a store that is always empty says little.
      if (move.fails && move.steps.length === 4) throw new ChangedMyMind();
    });
    await work.catch((error: unknown) => lines.push(`undone: ${failure(error)}`));
  }
  return lines;
}
