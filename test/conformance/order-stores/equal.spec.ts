import fc from 'fast-check';
import type { Tx } from '../../../src/shared/platform/persistence/unit-of-work.port.js';
import { openMemorySide, openPgSide, type Side } from './sides.js';
import { moves, type Move, type PortStep } from './steps.js';

/** What is different on every run: times of the wall clock. */
const TIMES = new Set([
  'createdAt',
  'deadline',
  'dueAt',
  'haltedAt',
  'believableInMs',
  'updatedAt',
  'endedAt',
  'endedForMs',
]);

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(comparable(value));

/** In one order of its members, without times. */
function comparable(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !TIMES.has(name) && inner !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, inner]) => [name, comparable(inner)]),
  );
}

const failure = (side: Side, error: unknown): string =>
  (error as Error).name === 'FenceLost' ? 'FenceLost' : (side.ruleOf(error) ?? String(error));

class ChangedMyMind extends Error {
  override readonly name = 'ChangedMyMind';
}

const RUNS = 25;

/** Everything that a side answers to the moves, each in one line. */
async function play(side: Side, list: readonly Move[]): Promise<readonly string[]> {
  await side.empty();
  const lines: string[] = [];
  const one = async (step: PortStep, tx: Tx): Promise<void> => {
    lines.push(`${step.name} ${shown(await step.run(side, tx))}`);
  };
  for (const move of list) {
    if (move.kind === 'alone') {
      await one(move.step, undefined as unknown as Tx);
      continue;
    }
    const work = side.unitOfWork.run(async (tx) => {
      for (const step of move.steps) {
        if (!move.parted) await one(step, tx);
        else
          await side
            .part(tx, () => one(step, tx))
            .catch((error: unknown) => lines.push(`${step.name} part: ${failure(side, error)}`));
      }
      // Rather seldom: a store that is always empty says little.
      if (move.fails && move.steps.length === 4) throw new ChangedMyMind();
    });
    await work.catch((error: unknown) => lines.push(`undone: ${failure(side, error)}`));
  }
  return lines;
}

describe('the stores of orders in memory are those in Postgres', () => {
  let postgres: Awaited<ReturnType<typeof openPgSide>>;
  const memory = openMemorySide();

  beforeAll(async () => {
    postgres = await openPgSide();
  });

  afterAll(() => postgres.close());

  test('any sequence of calls and transactions is answered alike', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        expect(await play(memory, list)).toEqual(await play(postgres, list));
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
  }, 120_000);
});
