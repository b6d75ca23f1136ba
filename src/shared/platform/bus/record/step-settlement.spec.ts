import type { Pool } from 'pg';
import { SystemClock } from '../../clock/system-clock.js';
import { SettlementSources } from '../settlement.port.js';
import { StepSettlement } from './step-settlement.js';

describe('waiting for what a step has caused', () => {
  const never = (): Promise<void> => new Promise(() => {});
  const noDatabase = {} as Pool;
  const settlementOf = (idle: () => Promise<void>, sources = new SettlementSources()): StepSettlement =>
    new StepSettlement(noDatabase, [], { idle, nextCommit: never }, new SystemClock(), sources);

  test('ends with an abort although the lane is never idle: its database is away', async () => {
    const stopping = new AbortController();
    const settled = settlementOf(never).untilSettled(7, stopping.signal);
    stopping.abort(new Error('stopping'));
    await expect(settled).rejects.toThrow('stopping');
  });

  test('and although work that a module keeps in rows of its own is never idle', async () => {
    const sources = new SettlementSources();
    const asked = new Promise<void>((resolve) => {
      sources.register({
        count: () => {
          throw new Error('is not asked');
        },
        idle: () => {
          resolve();
          return never();
        },
      });
    });
    const stopping = new AbortController();
    const settled = settlementOf(() => Promise.resolve(), sources).untilSettled(7, stopping.signal);
    await asked;
    stopping.abort(new Error('stopping'));
    await expect(settled).rejects.toThrow('stopping');
  });

  test('is over at once when it is aborted already', async () => {
    const over = AbortSignal.abort(new Error('over'));
    await expect(settlementOf(never).untilSettled(7, over)).rejects.toThrow('over');
  });
});
