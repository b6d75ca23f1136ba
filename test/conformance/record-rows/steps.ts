import fc from 'fast-check';
import type { RecordRoute } from '../../../src/shared/platform/bus/on-record.js';
import type { ClaimedMessage, PartedTx } from '../../../src/shared/platform/bus/record/record-rows.port.js';
import { RecordCommand, RecordEvent } from '../../../src/shared/pure/messages/message.js';
import { movesOf, type Move, type PortStep } from '../alike/play.js';
import { MODULES, type Side } from './sides.js';

interface Note {
  readonly key: string;
  readonly text: string;
}

class NoteTaken extends RecordEvent<Note> {
  static readonly type = 'orders.note-taken.v1';
  override get key(): string {
    return this.data.key;
  }
}

class NoteLost extends RecordEvent<Note> {
  static readonly type = 'orders.note-lost.v1';
  override get key(): string {
    return this.data.key;
  }
}

class TakeNote extends RecordCommand<Note> {
  static readonly type = 'orders.take-note.v1';
  override get key(): string {
    return this.data.key;
  }
}

const MESSAGES = [NoteTaken, NoteLost, TakeNote] as const;

type Step = PortStep<Side>;

const step =
  (name: string) =>
  (run: Step['run']): Step => ({ name, run });

const often = (arbitrary: fc.Arbitrary<Step>) => ({ weight: 4, arbitrary });

const HOUR_MS = 3_600_000;
const place = fc.constantFrom(...MODULES);
const types = fc
  .subarray([...MESSAGES], { minLength: 1 })
  .map((messages) => messages.map(({ type }) => type));
const note = fc.record({
  message: fc.constantFrom(...MESSAGES),
  key: fc.constantFrom('k-1', 'k-2'),
  text: fc.constantFrom('a', 'b'),
});
/** Which of what was claimed is handled, and what becomes of the first that is not. */
const fate = fc.record({
  handled: fc.integer({ min: 0, max: 4 }),
  retryInMs: fc.constantFrom(null, 30_000, 100_000),
});

/** As an inbox works: claims, marks what it could handle, and puts off the first that failed. */
async function handle(
  { rows }: Side,
  tx: PartedTx,
  of: string,
  which: readonly string[],
  { handled, retryInMs }: { readonly handled: number; readonly retryInMs: number | null },
): Promise<readonly ClaimedMessage[]> {
  const claimed = await rows.claim(tx, of, which, []);
  const failed = claimed[handled];
  if (failed !== undefined)
    await rows.fail(tx, of, {
      ...{ id: failed.envelope.id, attempts: failed.attempts + 1, reason: 'why', retryInMs },
    });
  rows.finish(
    tx,
    of,
    claimed.slice(0, handled).map(({ envelope }) => envelope.id),
  );
  return claimed;
}

const inTransaction: readonly fc.MaybeWeightedArbitrary<Step>[] = [
  often(
    fc.array(note, { minLength: 1, maxLength: 3 }).map((notes) =>
      step('record')(async (_side, tx) => {
        tx.record(...notes.map(({ message, ...data }) => new message(data)));
      }),
    ),
  ),
  types.map((which) => step('claim')(({ rows }, tx) => rows.claim(tx as PartedTx, 'orders', which, []))),
  fc.record({ types, first: fc.nat(2) }).map((one) =>
    step('leave to others')(async ({ rows }, tx) => {
      const all = await rows.claim(tx as PartedTx, 'orders', one.types, []);
      const left = all.slice(one.first, one.first + 2).map(({ envelope }) => envelope.id);
      return rows.claim(tx as PartedTx, 'orders', one.types, left);
    }),
  ),
  fc
    .record({ types, fate })
    .map((one) => step('handle')((side, tx) => handle(side, tx as PartedTx, 'orders', one.types, one.fate))),
];

const alone: readonly fc.MaybeWeightedArbitrary<Step>[] = [
  often(
    fc.record({ listeners: fc.option(fc.subarray([...MODULES]), { nil: null }) }).map((one) =>
      step('relay')(async ({ rows }) => {
        const listeners = one.listeners ?? (await rows.listeners('orders'));
        const { targets, ...relayed } = await rows.relay('orders', listeners);
        return { ...relayed, targets: [...targets].sort() };
      }),
    ),
  ),
  fc.record({ place, messages: fc.subarray([...MESSAGES]) }).map((one) =>
    step('subscribe')(({ rows }) =>
      rows.subscribe(
        one.place,
        one.messages.map((message): RecordRoute => ({ module: one.place, message })),
      ),
    ),
  ),
  often(
    fc
      .record({ place, types, fate })
      .map((one) =>
        step('handle of another')(async (side) =>
          side.rows
            .unitOfWork(one.place, side.hooks)
            .runParted((tx) => handle(side, tx, one.place, one.types, one.fate)),
        ),
      ),
  ),
  place.map((one) => step('listeners')(async ({ rows }) => [...(await rows.listeners(one))].sort())),
  fc.constant(step('scan')(({ rows }) => rows.scan(MODULES))),
  fc.constantFrom(0, HOUR_MS).map((ms) =>
    step(`forget ${ms}`)(async ({ rows, age }) => {
      await age(1);
      return rows.forget(MODULES, ms);
    }),
  ),
  // Long enough that no time which a run itself takes can make a difference.
  fc.constantFrom(45, 4_000).map((seconds) => step(`age ${seconds}`)(({ age }) => age(seconds))),
];

/** Somebody listens from the start: a store in which nothing arrives says little. */
const subscribed: Move<Side> = {
  kind: 'alone',
  step: step('listen')(async ({ rows }) => {
    await rows.subscribe('orders', [{ module: 'orders', message: TakeNote }]);
    await rows.subscribe('grid', [
      { module: 'grid', message: NoteTaken },
      { module: 'grid', message: NoteLost },
    ]);
    await rows.subscribe('positions', [{ module: 'positions', message: NoteTaken }]);
  }),
};

export const moves: fc.Arbitrary<readonly Move<Side>[]> = movesOf(inTransaction, alone).map((rest) => [
  subscribed,
  ...rest,
]);
