import type { Bus } from '../../shared/platform/bus/bus.port.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { MessagesOracle } from '../invariants/messages-oracle.js';
import { otherwise } from '../mutations/changed-port.js';
import type { MutationLife } from '../mutations/mutation.js';
import { MemoryOutgoingStore } from '../store/notifications/memory-outgoing-store.js';
import { NotificationTables } from '../store/notifications/notification-tables.js';
import { SimulatedTelegram, TelegramOf } from '../telegram/simulated-telegram.js';
import { USER } from './cast.js';
import type { Ground } from './ground.js';
import { NotifierNode } from './notifier-node.js';

/** In so many of the worlds in which something may happen to messages somebody is told at all: the others need no time for it. */
const TOLD_IN = 0.25;
const MODULE = 'notifications';

/** What one life of one process gives to the notifier in it. */
export interface NotifierSurroundings {
  readonly bus: Bus;
  readonly unitOfWork: (module: string) => UnitOfWork;
  readonly isGone: (owner: string) => boolean;
  readonly planted: MutationLife;
}

/** Whoever is told what happens in a world, on a chat of theirs. */
export class Notifier {
  private readonly tables: NotificationTables;
  private readonly telegram: SimulatedTelegram;
  private readonly oracle: MessagesOracle;

  private constructor(
    private readonly ground: Ground,
    isOver: () => boolean,
  ) {
    const { kernel, draws, faults } = ground;
    const database = ground.database(MODULE);
    this.tables = new NotificationTables(database);
    const { tables } = this;
    const oracle = new MessagesOracle(
      tables,
      () => kernel.nowMs,
      (invariant, details) => ground.breaks(invariant, details),
    );
    this.oracle = oracle;
    database.onCommit = (changes) => oracle.committed(changes);
    this.telegram = new SimulatedTelegram({
      ...{ kernel, draws, faults, isOver, say: (what) => ground.say(what) },
      got: (text, life) => oracle.got(text, life),
      answered: (text, life, sent) => oracle.answered(text, life, sent),
      pressed: (address, life, earlyMs) => oracle.pressed(address, life, earlyMs),
    });
  }

  /** Null in a world in which nobody is told anything. */
  static in(ground: Ground, isOver: () => boolean): Notifier | null {
    const { draws, faults } = ground;
    if (faults.of('telegram-down') === 0 && faults.of('telegram-429') === 0) return null;
    return draws.chance('somebody is told', TOLD_IN) ? new Notifier(ground, isOver) : null;
  }

  /** Before anything begins: the chat is linked. */
  async begin(): Promise<void> {
    const { channels } = this.tables;
    await this.ground
      .database(MODULE)
      .statement(() =>
        channels.insert(USER, { userId: USER, address: 'a chat', state: 'active', changedAtMs: 0 }),
      );
    this.telegram.begin();
  }

  /** Faults are over. */
  calm(): void {
    this.telegram.end();
  }

  /** The database has gone back to what it was, and what chats have got has not. */
  wentBack(): void {
    this.oracle.wentBack();
  }

  unsettled(): string | null {
    return this.oracle.unsettled();
  }

  node({ bus, unitOfWork, isGone, planted }: NotifierSurroundings): NotifierNode {
    const { ground, tables, oracle } = this;
    const { life } = planted;
    const right = {
      store: new MemoryOutgoingStore(tables, life.connection),
      messenger: new TelegramOf(this.telegram, life),
    };
    const ports = ground.choice.mutation?.notifier?.(right, planted) ?? right;
    return new NotifierNode({
      ...{ tables, life, bus, isGone, unitOfWork: unitOfWork(MODULE), failed: ground.failed },
      messenger: ports.messenger,
      // Looked at from outside of whatever was planted.
      store: otherwise(ports.store, {
        due: (due, resting, chats) => {
          oracle.asks(life);
          return due(resting, chats);
        },
        delivered: async (deliver, ids) => {
          oracle.stores(ids, life);
          try {
            await deliver(ids);
          } catch (error) {
            oracle.notStored(ids);
            throw error;
          }
        },
      }),
    });
  }
}
