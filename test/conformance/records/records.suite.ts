import { LeftToOthers } from '../../../src/shared/pure/left-to-others.js';
import type { Pool } from 'pg';
import sql from 'sql-template-tag';
import { SystemClock } from '../../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../../src/shared/platform/clock/system-randomness.js';
import type { RecordHandler } from '../../../src/shared/platform/bus/on-record.js';
import { listDeadLetters, retryDeadLetter } from '../../../src/shared/platform/bus/record/dead-letters.js';
import type { Failure } from '../../../src/shared/platform/bus/record/inbox.js';
import { RecordLane } from '../../../src/shared/platform/bus/record/record-lane.js';
import { forget } from '../../../src/shared/platform/bus/record/retention.js';
import { backlog } from '../../../src/shared/platform/bus/record/scanner.js';
import { unsettled } from '../../../src/shared/platform/bus/record/settlement.js';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { pg } from '../../../src/shared/platform/persistence/pg-tx.js';
import { MemoryWakeups } from '../../../src/shared/platform/queue/memory-wakeups.js';
import { runInScope } from '../../../src/shared/platform/telemetry/scope.js';
import type { Envelope } from '../../../src/shared/pure/messages/envelope.js';
import { RecordCommand, RecordEvent } from '../../../src/shared/pure/messages/message.js';
import { eventually } from '../../kit/eventually.js';

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

class EchoHeard extends RecordEvent<Note> {
  static readonly type = 'grid.echo-heard.v1';
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

const RETRIES = { maxAttempts: 3, firstMs: 20, lastMs: 40 };

/** What the record lane must do on any Postgres. */
export function describeRecords(
  name: string,
  open: () => Promise<{ url: string; drop(): Promise<void> }>,
): void {
  describe(`records on ${name}`, () => {
    let place: { url: string; drop(): Promise<void> };
    let database: Database;
    let pool: Pool;
    const lanes: RecordLane[] = [];
    const failures: Failure[] = [];

    const newLane = (): RecordLane => {
      const lane = new RecordLane({
        relayPool: database.pool('relay'),
        tradePool: database.pool('trade'),
        wakeups: new MemoryWakeups(),
        ids: new SystemIds(new SystemClock(), new SystemRandomness()),
        clock: new SystemClock(),
        observer: {
          sent: () => undefined,
          handled: () => undefined,
          failure: (_module, failure) => void failures.push(failure),
          stalled: () => undefined,
        },
        retries: RETRIES,
        retentionMs: 3_600_000,
      });
      lanes.push(lane);
      return lane;
    };

    const hears = (module: string, message: unknown, handle: RecordHandler<NoteTaken>['handle']) =>
      ({ route: { module, message }, handler: { handle } }) as Parameters<RecordLane['host']>[1][number];

    const started = async (lane: RecordLane): Promise<RecordLane> => {
      await lane.subscribe();
      lane.start();
      return lane;
    };

    const effects = async (): Promise<string[]> => {
      const { rows } = await pool.query<{ text: string }>('SELECT text FROM effect ORDER BY position');
      return rows.map((row) => row.text);
    };

    const handled = async (): Promise<number> => {
      const { rows } = await pool.query<{ n: string }>(
        'SELECT count(*) AS n FROM grid.inbox WHERE done_at IS NOT NULL',
      );
      return Number(rows[0]!.n);
    };

    const effect = (text: string) => sql`INSERT INTO effect (text) VALUES (${text})`;

    const keepText: RecordHandler<NoteTaken>['handle'] = async ({ data }, _envelope, tx) => {
      await pg(tx).execute(effect(data.text));
    };

    beforeEach(async () => {
      place = await open();
      database = new Database(place.url);
      pool = database.pool('api');
      failures.length = 0;
      await pool.query(
        'CREATE TABLE effect (position bigint GENERATED ALWAYS AS IDENTITY, text text NOT NULL)',
      );
    });

    afterEach(async () => {
      await Promise.all(lanes.splice(0).map((lane) => lane.stop()));
      await database.close();
      await place.drop();
    });

    test('what is left to others stays in the inbox as it was, with what stands behind it, until one who can handle it comes', async () => {
      const old = newLane();
      const met: string[] = [];
      old.host('orders', []);
      old.host('grid', [
        hears('grid', NoteTaken, async (message, envelope, tx) => {
          met.push(message.data.text);
          if (message.data.text === 'new') throw new LeftToOthers('of a newer version');
          await keepText(message, envelope, tx);
        }),
      ]);
      await started(old);
      const note = (key: string, text: string) => new NoteTaken({ key, text });
      await old.unitOfWork('orders').run(async (tx) => {
        tx.record(note('k', 'new'), note('k', 'behind'), note('other', 'free'));
      });
      await eventually(async () => (await effects()).length === 1);
      await old.unitOfWork('orders').run(async (tx) => tx.record(note('other', 'later')));
      await eventually(async () => (await effects()).length === 2);
      expect(await effects()).toEqual(['free', 'later']);
      expect(met).not.toContain('behind');
      const { rows } = await pool.query(
        'SELECT attempts, dead_at, next_attempt_at, last_error FROM grid.inbox WHERE done_at IS NULL ORDER BY seq',
      );
      const untouched = { attempts: 0, dead_at: null, next_attempt_at: null, last_error: null };
      expect(rows).toEqual([untouched, untouched]);
      expect(failures).toEqual([]);
      const next = newLane();
      next.host('orders', []);
      next.host('grid', [hears('grid', NoteTaken, keepText)]);
      await started(next);
      await eventually(async () => (await effects()).length === 4);
      expect(await effects()).toEqual(['free', 'later', 'new', 'behind']);
    });

    test('what is recorded in a transaction takes effect once, with the data and envelope it was given', async () => {
      const lane = newLane();
      const seen: Envelope[] = [];
      lane.host('orders', []);
      lane.host('grid', [
        hears('grid', NoteTaken, async ({ data }, envelope, tx) => {
          seen.push(envelope);
          await pg(tx).execute(effect(data.text));
        }),
      ]);
      await started(lane);
      await runInScope({ correlationId: 'c-1', userId: 'u-1', step: 7 }, () =>
        lane.unitOfWork('orders').run(async (tx) => tx.record(new NoteTaken({ key: 'k', text: 'hello' }))),
      );
      await eventually(async () => (await effects()).length === 1);
      expect(await effects()).toEqual(['hello']);
      expect(seen[0]).toMatchObject({
        type: 'orders.note-taken.v1',
        source: 'orders',
        key: 'k',
        seq: 1,
        correlationId: 'c-1',
        causationId: null,
        userId: 'u-1',
        step: 7,
      });
    });

    test('a transaction that fails leaves no record', async () => {
      const lane = newLane();
      const work = lane.unitOfWork('orders').run(async (tx) => {
        tx.record(new NoteTaken({ key: 'k', text: 'never' }));
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      const { rows } = await pool.query('SELECT 1 FROM orders.outbox');
      expect(rows).toHaveLength(0);
    });

    test('messages of one key arrive in order without holes, however many transactions write at once', async () => {
      const lane = newLane();
      const places: number[] = [];
      lane.host('orders', []);
      lane.host('grid', [hears('grid', NoteTaken, async (_message, { seq }) => void places.push(seq))]);
      await started(lane);
      const orders = lane.unitOfWork('orders');
      const write = (text: string) =>
        orders.run(async (tx) => tx.record(new NoteTaken({ key: 'one', text })));
      await Promise.all(Array.from({ length: 60 }, (_, index) => write(`n${index}`)));
      await eventually(() => places.length >= 60);
      expect(places).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    });

    test('two processes relaying and handling one stream keep order per key and handle each message once', async () => {
      const handled: string[] = [];
      const process = async (): Promise<RecordLane> => {
        const lane = newLane();
        lane.host('orders', []);
        lane.host('grid', [
          hears('grid', NoteTaken, async ({ data }, { key, seq }, tx) => {
            await pg(tx).execute(effect(`${key}:${seq}:${data.text}`));
            handled.push(key);
          }),
        ]);
        return started(lane);
      };
      const [left, right] = [await process(), await process()];
      const write = (lane: RecordLane, key: string) =>
        lane.unitOfWork('orders').run(async (tx) => {
          tx.record(new NoteTaken({ key, text: 'a' }), new NoteTaken({ key, text: 'b' }));
        });
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => write(index % 2 === 0 ? left : right, `k${index % 5}`)),
      );
      await eventually(async () => (await effects()).length >= 80, { timeoutMs: 20_000 });
      const all = await effects();
      expect(all).toHaveLength(80);
      for (let key = 0; key < 5; key += 1) {
        const seqs = all
          .filter((text) => text.startsWith(`k${key}:`))
          .map((text) => Number(text.split(':')[1]));
        expect(seqs).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
      }
    }, 30_000);

    test('a handler that throws undoes its effect and is tried again; its key waits, other keys go on', async () => {
      const lane = newLane();
      let tries = 0;
      lane.host('orders', []);
      lane.host('grid', [
        hears('grid', NoteTaken, async ({ data }, _envelope, tx) => {
          await pg(tx).execute(effect(data.text));
          // The first time with the whole batch, the second alone: that is the attempt which counts.
          if (data.text === 'slow-1' && (tries += 1) < 3) throw new Error('not yet');
        }),
      ]);
      await started(lane);
      await lane.unitOfWork('orders').run(async (tx) => {
        for (const [key, text] of [
          ['slow', 'slow-1'],
          ['slow', 'slow-2'],
          ['quick', 'quick-1'],
        ] as const) {
          tx.record(new NoteTaken({ key, text }));
        }
      });
      await eventually(async () => (await effects()).length === 3);
      expect(await effects()).toEqual(['quick-1', 'slow-1', 'slow-2']);
    });

    test('a module that begins to listen while records flow gets what is recorded from then on', async () => {
      const lane = newLane();
      const heard: string[] = [];
      lane.host('orders', []);
      lane.host('grid', [hears('grid', NoteTaken, async ({ data }) => void heard.push(`grid ${data.text}`))]);
      await started(lane);
      const note = (text: string) =>
        lane.unitOfWork('orders').run(async (tx) => tx.record(new NoteTaken({ key: 'k', text })));
      await note('first');
      await eventually(() => heard.length === 1);
      const other = newLane();
      other.host('positions', [
        hears('positions', NoteTaken, async ({ data }) => void heard.push(`positions ${data.text}`)),
      ]);
      await started(other);
      await note('second');
      await eventually(() => heard.length === 3);
      expect([...heard].sort()).toEqual(['grid first', 'grid second', 'positions second']);
    });

    test('a message that never succeeds becomes a visible dead letter; retrying it frees its key', async () => {
      const lane = newLane();
      let broken = true;
      lane.host('orders', []);
      lane.host('grid', [
        hears('grid', NoteTaken, async ({ data }, _envelope, tx) => {
          if (broken && data.text === 'poison') throw new Error('cannot');
          await pg(tx).execute(effect(data.text));
        }),
      ]);
      await started(lane);
      await lane.unitOfWork('orders').run(async (tx) => {
        tx.record(new NoteTaken({ key: 'k', text: 'poison' }), new NoteTaken({ key: 'k', text: 'behind' }));
        tx.record(new NoteTaken({ key: 'other', text: 'free' }));
      });
      const dead = await eventually(async () => (await listDeadLetters(pool, ['orders', 'grid'], 10))[0]);
      expect(dead).toMatchObject({ module: 'grid', key: 'k', attempts: 3, lastError: 'Error: cannot' });
      expect(dead.waiting).toBe(1);
      expect(await listDeadLetters(pool, ['orders', 'grid'], 10, dead)).toEqual([]);
      expect(failures.map((failure) => failure.dead)).toEqual([false, false, true]);
      expect(await effects()).toEqual(['free']);
      expect((await backlog(pool, ['grid']))[0]).toMatchObject({ dead: 1, inbox: 1 });
      broken = false;
      expect(await retryDeadLetter(pool, 'grid', dead.id)).toBe(true);
      await eventually(async () => (await effects()).length === 3);
      expect(await effects()).toEqual(['free', 'poison', 'behind']);
      expect(await retryDeadLetter(pool, 'grid', dead.id)).toBe(false);
    });

    test('a module that fails does not delay another that hears the same event', async () => {
      const lane = newLane();
      lane.host('orders', []);
      lane.host('grid', [hears('grid', NoteTaken, async () => Promise.reject(new Error('always')))]);
      lane.host('positions', [hears('positions', NoteTaken, keepText)]);
      await started(lane);
      await lane.unitOfWork('orders').run(async (tx) => tx.record(new NoteTaken({ key: 'k', text: 'one' })));
      await eventually(async () => (await effects()).length === 1);
    });

    test('what a handler records carries the correlation, user and step on and names its cause', async () => {
      const lane = newLane();
      const chain: Envelope[] = [];
      lane.host('orders', []);
      lane.host('grid', [
        hears('grid', NoteTaken, async ({ data }, envelope, tx) => {
          chain.push(envelope);
          tx.record(new EchoHeard(data));
        }),
      ]);
      lane.host('positions', [
        hears('positions', EchoHeard, async (_message, envelope) => void chain.push(envelope)),
      ]);
      await started(lane);
      await runInScope({ correlationId: 'c-9', userId: 'u-9', step: 3 }, () =>
        lane.unitOfWork('orders').run(async (tx) => tx.record(new NoteTaken({ key: 'k', text: 'x' }))),
      );
      await eventually(() => chain.length === 2);
      expect(chain[1]).toMatchObject({
        correlationId: 'c-9',
        userId: 'u-9',
        step: 3,
        causationId: chain[0]!.id,
        source: 'grid',
      });
    });

    test('a command has exactly one addressee: a second one is refused', async () => {
      const first = newLane();
      first.host('orders', [hears('orders', TakeNote, async () => undefined)]);
      await first.subscribe();
      const second = newLane();
      second.host('positions', [hears('positions', TakeNote, async () => undefined)]);
      await expect(second.subscribe()).rejects.toThrow();
    });

    test('an event that nobody hears is sent and gone', async () => {
      const lane = newLane();
      lane.host('orders', []);
      await started(lane);
      await lane
        .unitOfWork('orders')
        .run(async (tx) => tx.record(new NoteTaken({ key: 'k', text: 'alone' })));
      await eventually(async () => (await backlog(pool, ['orders']))[0]!.outbox === 0);
    });

    test('rows that nobody was woken for are found by the scanner', async () => {
      const writer = newLane();
      await writer
        .unitOfWork('orders')
        .run(async (tx) => tx.record(new NoteTaken({ key: 'k', text: 'left behind' })));
      const lane = newLane();
      lane.host('orders', []);
      lane.host('grid', [hears('grid', NoteTaken, keepText)]);
      await started(lane);
      await eventually(async () => (await effects()).length === 1);
      await writer
        .unitOfWork('orders')
        .run(async (tx) => tx.record(new NoteTaken({ key: 'k', text: 'and again' })));
      await eventually(async () => (await effects()).length === 2);
    });

    test('what is over is forgotten after its time; what waits or is dead stays', async () => {
      const lane = newLane();
      let broken = false;
      lane.host('orders', []);
      lane.host('grid', [
        hears('grid', NoteTaken, async () => {
          if (broken) throw new Error('cannot');
        }),
      ]);
      await started(lane);
      const record = (text: string) =>
        lane.unitOfWork('orders').run(async (tx) => tx.record(new NoteTaken({ key: text, text })));
      await record('over');
      await eventually(
        async () => (await unsettled(pool, ['orders', 'grid'], 0)) === 0 && (await handled()) === 1,
      );
      broken = true;
      await record('waits');
      await eventually(async () => (await backlog(pool, ['orders']))[0]!.outbox === 0);
      expect(await forget(pool, ['orders', 'grid'], 3_600_000)).toBe(0);
      expect(await forget(pool, ['orders', 'grid'], -1_000)).toBe(3);
      const { rows } = await pool.query<{ key: string }>('SELECT key FROM grid.inbox');
      expect(rows).toEqual([{ key: 'waits' }]);
    });

    test('a step is unsettled while any of its rows waits and settled when the last is done', async () => {
      const lane = newLane();
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      lane.host('orders', []);
      lane.host('grid', [hears('grid', NoteTaken, () => held)]);
      await lane.subscribe();
      await runInScope({ step: 5 }, () =>
        lane.unitOfWork('orders').run(async (tx) => tx.record(new NoteTaken({ key: 'k', text: 'x' }))),
      );
      expect(await unsettled(pool, ['orders', 'grid'], 4)).toBe(0);
      expect(await unsettled(pool, ['orders', 'grid'], 5)).toBe(1);
      lane.start();
      await eventually(async () => (await backlog(pool, ['orders']))[0]!.outbox === 0);
      expect(await unsettled(pool, ['orders', 'grid'], 5)).toBe(1);
      release();
      await eventually(async () => (await unsettled(pool, ['orders', 'grid'], 5)) === 0);
    });
  });
}
