import fc from 'fast-check';
import { play } from '../alike/play.js';
import { openMemorySide, openPgSide } from './sides.js';
import { moves } from './steps.js';

/** What is different on every run: times of the wall clock, and numbers of a sequence that an undone transaction leaves out. */
const LEFT_OUT = new Set(['createdAt', 'endedAt', 'changedAt', 'position']);

const RUNS = 40;

describe('the stores of notifications in memory are those in Postgres', () => {
  let postgres: Awaited<ReturnType<typeof openPgSide>>;
  const memory = openMemorySide();

  beforeAll(async () => {
    postgres = await openPgSide();
  });

  afterAll(() => postgres.close());

  test('any sequence of calls and transactions is answered alike', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        expect(await play(memory, list, LEFT_OUT)).toEqual(await play(postgres, list, LEFT_OUT));
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
  }, 120_000);
});
