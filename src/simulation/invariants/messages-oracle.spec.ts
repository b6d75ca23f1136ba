import { epochMs } from '../../shared/pure/time/epoch.js';
import { bodyOf } from '../../modules/notifications/domain/index.js';
import type { Incarnation } from '../process/incarnation.js';
import { MemoryDatabase } from '../store/memory-database.js';
import { NotificationTables, type OutgoingRow } from '../store/notifications/notification-tables.js';
import type { Message } from '../telegram/simulated-telegram.js';
import { MessagesOracle } from './messages-oracle.js';

const NOW_MS = 1_750_000_000_000;
const lifeOf = (name: string): Incarnation => ({ name }) as Incarnation;
const news = (text: string): Message => ({
  ...{ address: 'a chat', body: bodyOf([{ text }]), text, leftAtMs: NOW_MS },
});
const P = lifeOf('p.1');
const Q = lifeOf('q.1');

/** One piece of news, #7, on its way to a chat, with `p.1` speaking for the bot. */
async function open() {
  const database = new MemoryDatabase('notifications', () => NOW_MS);
  const tables = new NotificationTables(database);
  const broken: string[] = [];
  const oracle = new MessagesOracle(
    tables,
    () => NOW_MS,
    (invariant) => void broken.push(invariant),
  );
  const at = epochMs(NOW_MS);
  const times = { dueAtMs: NOW_MS, expiresAtMs: NOW_MS + 1, createdAtMs: NOW_MS, endedAtMs: null };
  await database.statement(() => {
    tables.notifications.insert('n', {
      ...{ id: 'n', userId: 'u-1', eventId: 'e', number: 7, kind: 'order-filled', priority: 'normal' },
      ...{ text: { ko: '', en: '' }, correlationId: 'c', at, createdAt: at },
    });
    tables.outgoing.insert('n-telegram', {
      ...{ id: 'n-telegram', position: 1, userId: 'u-1', address: 'a chat', notificationId: 'n', rank: 3 },
      ...{ body: null, state: 'waiting', attempts: 0, lastError: null, ...times },
    });
    tables.leases.set('0', { shard: 0, owner: 'p.1', fence: 1, expiresAtMs: NOW_MS + 1 });
  });
  database.onCommit = (changes) => oracle.committed(changes);
  const becomes = async (state: OutgoingRow['state'], endedAtMs: number | null = null): Promise<void> => {
    await database.statement(() => tables.outgoing.update('n-telegram', { state, endedAtMs }));
  };
  return { oracle, broken, becomes };
}

describe('what people are told', () => {
  it('arrives and is stored as delivered, and then nothing waits', async () => {
    const { oracle, broken, becomes } = await open();
    expect(oracle.unsettled()).toContain('1 messages wait');
    oracle.got(news('#7 bought'), P);
    oracle.answered(news('#7 bought'), P, { kind: 'sent' });
    await becomes('delivered');
    expect([broken, oracle.unsettled()]).toEqual([[], null]);
  });

  it('is not stored as delivered before it has arrived, and never given up', async () => {
    const early = await open();
    await early.becomes('delivered');
    const given = await open();
    await given.becomes('dead');
    expect([...early.broken, ...given.broken]).toEqual([
      'I16 every message is delivered',
      'I16 every message is delivered',
    ]);
  });

  it('may come twice when its answer was lost, when that could not be stored, or from another process', async () => {
    const { oracle, broken } = await open();
    oracle.got(news('#7 bought'), P);
    oracle.answered(news('#7 bought'), P, { kind: 'unreachable', error: 'no answer' });
    oracle.got(news('#7 bought'), P);
    oracle.answered(news('#7 bought'), P, { kind: 'sent' });
    oracle.notStored(['n-telegram']);
    oracle.got(news('#7 bought'), P);
    oracle.answered(news('#7 bought'), P, { kind: 'sent' });
    oracle.got(news('#7 bought'), Q);
    expect(broken).toEqual([]);
  });

  it('does not come twice from whoever knows that it has arrived', async () => {
    const { oracle, broken } = await open();
    oracle.got(news('#7 bought'), P);
    oracle.answered(news('#7 bought'), P, { kind: 'sent' });
    oracle.got(news('#6 sold\n#7 bought'), P);
    expect(broken).toEqual(['I16 no message is sent again that has arrived']);
  });

  it('may come once more where another had sent it before, and stored that when this one had asked what is due', async () => {
    const { oracle, broken, becomes } = await open();
    oracle.asks(Q);
    oracle.got(news('#7 bought'), Q);
    oracle.asks(P);
    oracle.stores(['n-telegram'], Q);
    await becomes('delivered');
    oracle.got(news('#7 bought'), P);
    expect(broken).toEqual([]);
    oracle.asks(P);
    oracle.got(news('#7 bought'), P);
    expect(broken).toEqual(['I16 no message is sent again that has arrived']);
  });

  it('does not come from whoever had asked before another did that has delivered it', async () => {
    const { oracle, broken, becomes } = await open();
    oracle.asks(P);
    oracle.asks(Q);
    oracle.got(news('#7 bought'), Q);
    oracle.stores(['n-telegram'], Q);
    await becomes('delivered');
    oracle.got(news('#7 bought'), P);
    expect(broken).toEqual(['I16 no message is sent again that has arrived']);
  });

  it('may come twice when it had left before anybody else had stored that it was delivered', async () => {
    const { oracle, broken, becomes } = await open();
    oracle.got(news('#7 bought'), Q);
    await becomes('delivered', NOW_MS);
    oracle.got({ ...news('#7 bought'), leftAtMs: NOW_MS - 1 }, P);
    expect(broken).toEqual([]);
    oracle.got(news('#7 bought'), P);
    expect(broken).toEqual(['I16 no message is sent again that has arrived']);
  });

  it('does not come from whoever speaks for the bot once it is stored as delivered', async () => {
    const { oracle, broken, becomes } = await open();
    oracle.got(news('#7 bought'), Q);
    await becomes('delivered');
    oracle.got(news('#7 bought'), P);
    expect(broken).toEqual(['I16 no message is sent again that has arrived']);
  });
});
