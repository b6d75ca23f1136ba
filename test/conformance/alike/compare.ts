import fc from 'fast-check';
import { play, type Move, type Ports } from './play.js';

/** Two kinds of one store, and what is asked of them. */
export interface Comparison<Side extends Ports> {
  readonly memory: Side;
  readonly openPostgres: () => Promise<Side & { close(): Promise<void> }>;
  readonly moves: fc.Arbitrary<readonly Move<Side>[]>;
  /** Members of answers that differ on every run, such as times of the wall clock. */
  readonly leftOut: ReadonlySet<string>;
  readonly runs?: number;
}

const RUNS = 25;

/** Whatever is done to a store in memory is answered as Postgres would. */
export function comparesWithPostgres<Side extends Ports>({
  memory,
  openPostgres,
  moves,
  leftOut,
  runs = RUNS,
}: Comparison<Side>): void {
  let postgres: Side & { close(): Promise<void> };

  beforeAll(async () => {
    postgres = await openPostgres();
  });

  afterAll(() => postgres.close());

  test('any sequence of calls and transactions is answered alike', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        expect(await play(memory, list, leftOut)).toEqual(await play(postgres, list, leftOut));
      }),
      { numRuns: runs, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
  }, 120_000);
}
