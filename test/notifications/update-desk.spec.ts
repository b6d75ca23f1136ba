import { BotLease } from '../../src/modules/notifications/application/bot-lease.js';
import { BotNudge } from '../../src/modules/notifications/application/bot-nudge.js';
import type { Dialogue } from '../../src/modules/notifications/application/telegram/dialogue.js';
import { UpdateDesk } from '../../src/modules/notifications/application/telegram/update-desk.js';
import { plainText, strangerPage, type Said } from '../../src/modules/notifications/domain/index.js';
import { ShardLeases, type Lease } from '../../src/shared/platform/leases/shard-leases.port.js';
import type { MessageContext } from '../../src/shared/pure/messages/envelope.js';
import { PLAIN_CONNECTION } from '../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../src/simulation/store/memory-database.js';
import { MemoryUnitOfWork } from '../../src/simulation/store/memory-unit-of-work.js';
import { MemoryChannelStore } from '../../src/simulation/store/notifications/memory-channel-store.js';
import { MemoryOutgoingStore } from '../../src/simulation/store/notifications/memory-outgoing-store.js';
import { MemoryUpdateInbox } from '../../src/simulation/store/notifications/memory-update-inbox.js';
import { NotificationTables } from '../../src/simulation/store/notifications/notification-tables.js';
import { eventually } from '../kit/eventually.js';
import { ManualClock } from '../kit/manual-clock.js';

const LEE = '700003';
const STRANGER = strangerPage();
const CONTEXT: MessageContext = {
  ...{ causationId: null, userId: null, step: null },
  correlationId: 'c-1' as MessageContext['correlationId'],
};

/** One term of speaking for the bot after another. */
class Terms extends ShardLeases {
  term = 1;
  override held(): Lease {
    return { shard: 0, owner: 'me', fence: this.term };
  }
  override async takeAll(): Promise<readonly Lease[]> {
    return [this.held()];
  }
  override async renew(): Promise<void> {
    // It never runs out.
  }
  override async release(): Promise<void> {
    // Nobody waits for it.
  }
  override async giveUp(): Promise<void> {
    // Nobody else would take it.
  }
  override lost(): void {
    this.term += 1;
  }
}

/** A desk for the chat of Lee, who is linked, with `answer` for everything that is said. */
async function open(answer: Dialogue['answer']) {
  let nowMs = 1_750_000_000_000;
  const database = new MemoryDatabase('notifications', () => nowMs);
  const tables = new NotificationTables(database);
  const inbox = new MemoryUpdateInbox(tables, PLAIN_CONNECTION);
  const outgoing = new MemoryOutgoingStore(tables, PLAIN_CONNECTION);
  const leases = new Terms();
  let ids = 0;
  const unitOfWork = new MemoryUnitOfWork({
    ...{ database, connection: PLAIN_CONNECTION, context: () => CONTEXT },
    ...{ outbox: () => undefined, committed: () => undefined },
  });
  const desk = new UpdateDesk({
    ...{ inbox, outgoing, unitOfWork, channels: new MemoryChannelStore(tables, PLAIN_CONNECTION) },
    ...{ dialogue: { answer } as Dialogue, nudge: new BotNudge(), lease: new BotLease(leases) },
    ...{ ids: { next: () => `a-${(ids += 1)}` }, clock: new ManualClock(), failed: () => undefined },
  });
  await database.statement(() =>
    tables.channels.insert('lee', { userId: 'lee', address: LEE, state: 'active', changedAtMs: 0 }),
  );
  desk.start();
  const said = (chatId: string): Said => ({
    ...{ chatId, fromId: chatId, isPrivate: true, text: '/status', press: null, forwarded: false },
  });
  return {
    ...{ desk, inbox, leases, unitOfWork, tables },
    says: (updateId: number, chatId = LEE) => inbox.keep([{ updateId, said: said(chatId) }]),
    /** Looks again and again, a minute apart, until nothing is open. */
    quiet: () =>
      eventually(() => {
        nowMs += 60_000;
        desk.nudge();
        return [...tables.updates.among('undone')].length === 0;
      }),
    told: () => [...tables.outgoing.all()].map(({ address, body }) => [address, plainText(body!.spans)]),
  };
}

describe('what was said to the bot', () => {
  test('and cannot be dealt with is told to whoever has that chat, however often', async () => {
    const { says, quiet, told } = await open(() => Promise.reject(new Error('nobody answers')));
    await says(1);
    await says(2);
    await says(3, '700004');
    await says(4, '700004');
    await quiet();
    expect(told().map(([address]) => address)).toEqual([LEE, LEE, '700004']);
    expect(told()[0]![1]).toContain('I cannot answer that now');
  });

  test('and was dealt with by another process meanwhile is not answered again', async () => {
    const rig = await open(async (_, updateId) => {
      await rig.unitOfWork.run((tx) => rig.inbox.done(tx, updateId, null));
      return { userId: 'lee', page: STRANGER };
    });
    await rig.says(1);
    await rig.quiet();
    expect(rig.told()).toEqual([]);
  });

  test('and was read in a term that is over is left to whoever reads it in this one', async () => {
    const dealtWith: number[] = [];
    const rig = await open(async (_, updateId) => {
      dealtWith.push(updateId);
      // This process has slept, and another one has spoken for the bot.
      if (dealtWith.length === 1) {
        await rig.unitOfWork.run((tx) => rig.inbox.done(tx, 2, null));
        rig.leases.lost();
      }
      return null;
    });
    await rig.inbox.keep([]);
    await rig.says(1);
    await rig.says(2);
    await rig.says(3);
    await rig.quiet();
    expect(dealtWith).toEqual([1, 3]);
  });
});
