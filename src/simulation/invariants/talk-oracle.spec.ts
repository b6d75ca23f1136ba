import { strangerPage, type Choice, type Page } from '../../modules/notifications/domain/index.js';
import type { Incarnation } from '../process/incarnation.js';
import { MemoryDatabase } from '../store/memory-database.js';
import { NotificationTables } from '../store/notifications/notification-tables.js';
import { TalkOracle, type Deed } from './talk-oracle.js';

const ME = '1';
const ANOTHER = '2';
const P = { name: 'p.1' } as Incarnation;
const HALT: Deed = { do: 'halt', userId: 'u-1' };
const CHOICES: readonly Choice[] = [{ do: 'halt' }, { do: 'halt-and-close' }];
const page = (title: string): Page => ({ spans: [{ text: title }], buttons: [] });
const HALTED = page('Emergency stop is on');
const OVER = page('That confirmation is over');

/** Somebody who has asked for the kill switch and got a button for it, which is good for a second. */
async function open() {
  let nowMs = 0;
  const database = new MemoryDatabase('notifications', () => nowMs);
  const tables = new NotificationTables(database);
  const broken: string[] = [];
  const oracle = new TalkOracle({
    ...{ tables, nowMs: () => nowMs },
    speaksFor: (number) => (number === ME ? 'u-1' : null),
    breaks: (invariant) => void broken.push(invariant),
  });
  database.onCommit = (changes) => oracle.committed(changes);
  let answers = 0;
  const says = async (updateId: number, text: string, chatId = ME): Promise<void> => {
    const said = { chatId, fromId: chatId, isPrivate: true, text, press: null, forwarded: false };
    oracle.says(updateId, said);
    await database.statement(() =>
      tables.updates.insert(String(updateId), {
        ...{ updateId, said, receivedAtMs: nowMs, attempts: 0, dueAtMs: nowMs, doneAtMs: null },
        lastError: null,
      }),
    );
  };
  /** Deals with an update, with so many answers. */
  const closes = async (updateId: number, said: Page, times = 1, chatId = ME): Promise<void> => {
    await database.statement(() => {
      tables.updates.update(String(updateId), { doneAtMs: nowMs });
      for (let time = 0; time < times; time += 1) {
        answers += 1;
        tables.outgoing.insert(`a-${answers}`, {
          ...{ id: `a-${answers}`, position: answers, userId: chatId === ME ? 'u-1' : null, address: chatId },
          ...{ notificationId: null, rank: 0, body: { ...said, replaces: null, pressed: null } },
          ...{ state: 'waiting', attempts: 0, dueAtMs: nowMs, expiresAtMs: nowMs, lastError: null },
          ...{ createdAtMs: nowMs, endedAtMs: null },
        });
      }
    });
  };
  await database.statement(() =>
    tables.confirmations.insert('t', { userId: 'u-1', choices: CHOICES, expiresAtMs: 1_000, usedBy: null }),
  );
  return { oracle, broken, says, closes, passes: (ms: number) => void (nowMs += ms) };
}

describe('what people say to the bot', () => {
  it('is confirmed, done, answered, and may be done again by whoever has died in between', async () => {
    const { oracle, broken, says, closes } = await open();
    await says(7, 'ok t 0');
    for (let time = 0; time < 2; time += 1) {
      oracle.looks(P);
      oracle.given('t', 'u-1', 7, 0);
      oracle.begins(HALT, 7, P);
      oracle.did(HALT, 7);
    }
    expect(oracle.unsettled()).toContain('update 7');
    await closes(7, HALTED);
    expect([broken, oracle.unsettled()]).toEqual([[], null]);
  });

  it('is not done again by whoever might know that it is over, nor answered again', async () => {
    const { oracle, broken, says, closes } = await open();
    await says(7, 'ok t 0');
    oracle.given('t', 'u-1', 7, 0);
    oracle.begins(HALT, 7, P);
    oracle.did(HALT, 7);
    await closes(7, HALTED);
    await closes(7, HALTED);
    oracle.looks(P);
    oracle.begins(HALT, 7, P);
    const once = 'K04 what is said takes effect once';
    expect(broken).toEqual([once, once]);
  });

  it('does nothing without a confirmation, by one that was used or is over, or for somebody else', async () => {
    const { oracle, broken, says, passes } = await open();
    await says(7, 'ok t 0');
    await says(8, 'ok t 0');
    await says(9, 'ok t 0', ANOTHER);
    oracle.begins(HALT, 7, P);
    oracle.given('t', 'u-1', 7, 0);
    oracle.given('t', 'u-1', 8, 0);
    oracle.given('t', 'u-2', 9, 0);
    oracle.begins(HALT, 9, P);
    oracle.begins(HALT, null, P);
    const confirmed = 'K04 what is confirmed is confirmed once, and in time';
    const obeyed = 'only the linked person is obeyed';
    expect(broken).toEqual([confirmed, confirmed, obeyed, obeyed, obeyed]);
    const late = await open();
    await late.says(7, 'ok t 0');
    passes(1_000);
    late.oracle.given('t', 'u-1', 7, 1_000);
    expect(late.broken).toEqual([confirmed]);
  });

  it('is answered, truly', async () => {
    const { broken, says, closes } = await open();
    await says(6, '/status');
    await closes(6, OVER, 0);
    await says(7, 'ok t 0');
    await closes(7, HALTED);
    await says(8, 'ok t 0');
    await closes(8, OVER);
    const answered = 'I20 whoever speaks to the bot is answered';
    expect(broken).toEqual([answered, 'K04 what is said takes effect once', answered]);
  });

  it('is answered to a stranger once in a long time, always with the same words', async () => {
    const { broken, says, closes, passes } = await open();
    await says(6, '/status', ANOTHER);
    await closes(6, strangerPage(), 1, ANOTHER);
    await says(7, '/status', ANOTHER);
    await closes(7, strangerPage(), 0, ANOTHER);
    expect(broken).toEqual([]);
    passes(600_001);
    await says(8, '/status', ANOTHER);
    await closes(8, HALTED, 1, ANOTHER);
    expect(broken).toEqual(['only the linked person is obeyed']);
  });
});
