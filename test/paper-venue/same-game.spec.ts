import { createTestDatabase } from '../kit/postgres.js';
import { foldDirectly, type Seat } from './direct-fold.js';
import { fillsOf, play, seat } from './game.js';
import { dice, wanderingCandles } from './gambler.js';
import { ListFeed, PERPETUAL, SPOT, Stage } from './stage.js';

const SEATS: readonly Seat[] = [
  { accountId: 'a', symbol: PERPETUAL, leverage: 5, marginMode: 'isolated' },
  { accountId: 'b', symbol: SPOT, leverage: 1, marginMode: 'isolated' },
  { accountId: 'c', symbol: PERPETUAL, leverage: 20, marginMode: 'cross' },
  { accountId: 'c', symbol: SPOT, leverage: 1, marginMode: 'cross' },
];
const CASH = '400';
const CANDLES = 30;

class Killed extends Error {}

/** Plays a game on a database of its own; `deaths` in a hundred commits and answers end the process. */
async function playOnStage(seed: number, candles: ReturnType<typeof wanderingCandles>, deaths: number) {
  const database = await createTestDatabase();
  const roll = dice(seed, 'deaths');
  const perhaps = (): void => {
    if (roll(100) < deaths) throw new Killed();
  };
  let starts = 0;
  try {
    for (;;) {
      starts += 1;
      const stage = new Stage(database.url, new ListFeed(candles));
      try {
        await seat(stage, SEATS, CASH);
        stage.unitOfWork.before = perhaps;
        stage.unitOfWork.after = perhaps;
        await play(stage, seed, SEATS, perhaps);
        return { starts, fills: await fillsOf(stage), books: await stage.books() };
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      } finally {
        await stage.close();
      }
    }
  } finally {
    await database.drop();
  }
}

describe('a game of random orders', () => {
  it.each([1, 2, 3, 4])(
    'has the same fills and cash on the stage as in a loop over the pure functions (seed %i)',
    async (seed) => {
      const candles = wanderingCandles(seed, CANDLES);
      const direct = foldDirectly(seed, SEATS, CASH, candles);
      const { fills, books } = await playOnStage(seed, candles, 0);
      expect(fills).toEqual(direct.fills);
      expect(fills.length).toBeGreaterThan(20);
      const cash = Object.fromEntries(Object.entries(books).map(([id, account]) => [id, account.cash]));
      expect(cash).toEqual(direct.cash);
    },
  );

  it.each([11, 12])(
    'has the same fills, cash and books however often the process dies (seed %i)',
    async (seed) => {
      const candles = wanderingCandles(seed, CANDLES);
      const whole = await playOnStage(seed, candles, 0);
      const broken = await playOnStage(seed, candles, 4);
      expect(whole.starts).toBe(1);
      expect(broken.starts).toBeGreaterThan(5);
      expect(broken.fills).toEqual(whole.fills);
      expect(broken.books).toEqual(whole.books);
    },
    60_000,
  );
});
