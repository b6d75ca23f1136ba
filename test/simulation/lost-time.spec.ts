import { settleHistory } from '../../src/shared/platform/persistence/history/settle-history.js';
import {
  LONGEST_SILENCE_MS,
  type ServerHistory,
} from '../../src/shared/platform/persistence/history/server-history.js';
import { LOSING_MUTATIONS } from '../../src/simulation/mutations/losing-mutations.js';
import { choiceOf, plainPlan } from '../../src/simulation/run/plan.js';
import { runSeed } from '../../src/simulation/run/run-seed.js';
import { tryMutation } from '../../src/simulation/run/try-mutation.js';
import { PLAIN_CONNECTION } from '../../src/simulation/store/connection.js';
import { MemoryDatabase, TransactionOver } from '../../src/simulation/store/memory-database.js';
import { HistoryTables, MemoryHistoryRows } from '../../src/simulation/store/memory-history-rows.js';
import { Table } from '../../src/simulation/store/table.js';

const breath = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

describe('worlds whose database loses time', () => {
  test('exist, and nothing in them is broken', async () => {
    const struck = new Set<string>();
    for (let seed = 1; seed <= 60; seed += 1) {
      const { cells, violation } = await runSeed(choiceOf(plainPlan(seed, 'hostile', 'orders'), { breath }));
      expect(violation).toBeNull();
      for (const cell of Object.keys(cells)) if (/^database-(fails|restored)/.test(cell)) struck.add(cell);
    }
    expect([...struck].sort()).toEqual(['database-fails-over database', 'database-restored database']);
  }, 180_000);

  test.each(LOSING_MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    '%s is found',
    async (_, mutation) => {
      const trial = { fromSeed: 1, seeds: 60, profile: 'hostile', scenario: 'orders' } as const;
      expect(await tryMutation(mutation, trial, { breath })).toMatchObject({ caught: true });
    },
    180_000,
  );
});

describe('tables that go back', () => {
  const open = () => {
    const database = new MemoryDatabase('some', () => 0);
    const table = new Table<{ readonly name: string }>(database, 'thing', {
      unique: { name_key: ({ name }) => name },
      partial: { short: ({ name }) => name.length < 4 },
    });
    return { database, table };
  };

  test('are what was committed then, with every index, and nobody is told', async () => {
    const { database, table } = open();
    await database.statement(() => table.insert('1', { name: 'one' }));
    const transaction = await database.begin();
    table.update('1', { name: 'not committed' });
    table.insert('2', { name: 'two' });
    expect([...table.committed()]).toEqual([['1', { name: 'one' }]]);
    const goBack = database.snapshot();
    database.commit(transaction);
    await database.statement(() => table.delete('1'));
    let told = 0;
    database.onCommit = () => (told += 1);
    goBack();
    expect([...table.entries()]).toEqual([['1', { name: 'one' }]]);
    expect(table.by('name_key', 'one')).toEqual({ name: 'one' });
    expect(table.by('name_key', 'two')).toBeUndefined();
    expect([...table.among('short')]).toEqual([{ name: 'one' }]);
    expect(told).toBe(0);
  });

  test('end what is open and what waits, as a connection that breaks', async () => {
    const { database, table } = open();
    const goBack = database.snapshot();
    const transaction = await database.begin();
    table.insert('1', { name: 'one' });
    const waiting = database.statement(() => table.insert('2', { name: 'two' }));
    goBack();
    await expect(waiting).rejects.toThrow(TransactionOver);
    expect(() => database.commit(transaction)).toThrow(TransactionOver);
    await database.statement(() => table.insert('3', { name: 'three' }));
    expect([...table.entries()].map(([key]) => key)).toEqual(['3']);
  });
});

describe('what a process settles before it works on a database', () => {
  const open = () => {
    let nowMs = 1_000;
    let server: ServerHistory = { system: 's', timeline: 1, written: 5n };
    const tables = new HistoryTables(new MemoryDatabase('platform', () => nowMs), () => server);
    return {
      tables,
      rows: new MemoryHistoryRows(tables, PLAIN_CONNECTION),
      becomes: (change: Partial<ServerHistory>) => (server = { ...server, ...change }),
      passes: (ms: number) => (nowMs += ms),
      noted: () => [...tables.restorations.all()].map(({ approved }) => approved),
    };
  };

  test('is nothing while the server goes on', async () => {
    const { rows, becomes, noted } = open();
    await settleHistory(rows);
    becomes({ written: 9n });
    await settleHistory(rows);
    expect(noted()).toEqual([]);
  });

  test('is another timeline once, whoever comes first; everybody goes on', async () => {
    const { rows, becomes, noted } = open();
    await settleHistory(rows);
    becomes({ timeline: 2, written: 3n });
    await settleHistory(rows, 'another-timeline');
    await settleHistory(rows, 'another-timeline');
    expect([noted(), await rows.waits()]).toEqual([[true], false]);
  });

  test('is less than a process has seen, which only that process knows', async () => {
    const { rows, becomes, noted } = open();
    await settleHistory(rows);
    becomes({ written: 4n });
    await settleHistory(rows);
    expect(noted()).toEqual([]);
    becomes({ written: 90n });
    await settleHistory(rows, 'behind');
    expect(noted()).toEqual([true]);
  });

  test('is noted by whoever has worked on it where it is as before anybody had opened it', async () => {
    const nobody = open();
    await settleHistory(nobody.rows);
    expect(nobody.noted()).toEqual([]);
    const somebody = open();
    await settleHistory(somebody.rows, 'another-timeline');
    await settleHistory(somebody.rows, 'another-timeline');
    expect(somebody.noted()).toEqual([true]);
  });

  test('waits for a person after a long silence, and where the rows were carried to another server', async () => {
    const { rows, becomes, passes, noted, tables } = open();
    await settleHistory(rows);
    passes(LONGEST_SILENCE_MS + 1);
    becomes({ timeline: 2 });
    await settleHistory(rows);
    expect([noted(), await rows.waits()]).toEqual([[false], true]);
    tables.approve();
    becomes({ system: 'elsewhere' });
    await settleHistory(rows);
    expect([noted(), await rows.waits()]).toEqual([[true, false], true]);
  });
});
