import fc from 'fast-check';
import { HistoryGuard, HistoryLost } from './history-guard.js';
import type { Loss, ServerHistory } from './server-history.js';

describe('a process on one history of its database', () => {
  const begin = { system: '7101', timeline: 4, written: 10n };
  const telling = (found: ServerHistory) => () => Promise.resolve(found);

  test('goes on with it, and remembers how far it has seen it', async () => {
    const guard = new HistoryGuard(begin);
    await guard.meet(telling({ ...begin, written: 30n }));
    expect(guard.seen.written).toBe(30n);
    await expect(guard.meet(telling({ ...begin, written: 29n }))).rejects.toThrow(HistoryLost);
  });

  test('stops for good at the first sign of another one, and says so once', async () => {
    const told: Loss[] = [];
    const guard = new HistoryGuard(begin, (loss) => told.push(loss));
    const promoted = telling({ ...begin, timeline: 5, written: 900n });
    await expect(guard.meet(promoted)).rejects.toThrow(HistoryLost);
    await expect(guard.meet(telling(begin))).rejects.toThrow(HistoryLost);
    expect(told).toEqual(['another-timeline']);
    expect(guard.seen).toEqual(begin);
  });

  test('a server that tells less than before erases nothing of what it has told', async () => {
    const guard = new HistoryGuard(begin);
    await guard.meet(telling({ system: null, timeline: null, written: null }));
    await expect(guard.meet(telling({ ...begin, written: 9n }))).rejects.toThrow(HistoryLost);
  });

  /** Connections that ask one after the other, each with what the server tells it; the answers come in the order of `delayed`. */
  const answers = fc
    .array(fc.bigInt({ min: 10n, max: 99n }), { minLength: 2, maxLength: 6 })
    .chain((written) =>
      fc.tuple(
        fc.constant(written),
        fc.shuffledSubarray(
          written.map((_, at) => at),
          { minLength: written.length },
        ),
      ),
    );

  const answeredIn = async (guard: HistoryGuard, written: readonly bigint[], order: readonly number[]) => {
    const asked = written.map((far) => {
      let answer = () => {};
      const met = guard.meet(
        () => new Promise((resolve) => (answer = () => resolve({ ...begin, written: far }))),
      );
      return { met, answer: () => answer() };
    });
    for (const at of order) {
      asked[at]!.answer();
      await asked[at]!.met;
    }
  };

  test('of connections that ask at once an older answer may come last: that is no loss', () =>
    fc.assert(
      fc.asyncProperty(answers, async ([written, order]) => {
        const guard = new HistoryGuard(begin);
        await answeredIn(
          guard,
          [...written].sort((a, b) => Number(a - b)),
          order,
        );
        const furthest = written.reduce((most, far) => (far > most ? far : most));
        expect(guard.seen.written).toBe(furthest);
        // Whoever asks after all of them is held against the furthest.
        await expect(guard.meet(telling({ ...begin, written: furthest - 1n }))).rejects.toThrow(HistoryLost);
      }),
    ));
});
