import type { Bus } from '../../shared/platform/bus/bus.port.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { MessagesOracle } from '../invariants/messages-oracle.js';
import { otherwise } from '../mutations/changed-port.js';
import type { MutationLife } from '../mutations/mutation.js';
import type { Incarnation } from '../process/incarnation.js';
import { MemoryOutgoingStore } from '../store/notifications/memory-outgoing-store.js';
import { NotificationTables } from '../store/notifications/notification-tables.js';
import { SimulatedTelegram, TelegramOf } from '../telegram/simulated-telegram.js';
import type { AroundChat } from '../telegram/asked-by-chat.js';
import { LINKED } from '../telegram/talkers.js';
import { USER } from './cast.js';
import type { Ground } from './ground.js';
import { NotifierNode } from './notifier-node.js';
import { Talk } from './talk.js';

/** In so many of the worlds in which something may happen to messages somebody is told at all: the others need no time for it. */
const TOLD_IN = 0.25;
const MODULE = 'notifications';

/** What one life of one process gives to the notifier in it. */
export interface NotifierSurroundings {
  readonly bus: Bus;
  readonly unitOfWork: (module: string) => UnitOfWork;
  readonly isGone: (owner: string) => boolean;
  readonly planted: MutationLife;
  /** What is asked when people talk to the bot. */
  readonly around: AroundChat;
}

export interface NotifierParts {
  readonly ground: Ground;
  readonly isOver: () => boolean;
  /** The database of this world will lose what was committed: what was said then is not asked for again. */
  readonly losesTime: boolean;
  /** A life that could do something now, drawn. */
  readonly anybody: (site: string) => Incarnation | null;
  /** Somebody resumes trading. */
  readonly resumes: () => void;
}

/** Whoever is told what happens in a world, on a chat of theirs. */
export class Notifier {
  private readonly tables: NotificationTables;
  private readonly telegram: SimulatedTelegram;
  private readonly oracle: MessagesOracle;
  private readonly ground: Ground;
  /** Null where nobody talks to the bot. */
  private readonly talk: Talk | null;

  private constructor(parts: NotifierParts) {
    const { ground, isOver, losesTime } = parts;
    const { kernel, draws, faults } = ground;
    this.ground = ground;
    const database = ground.database(MODULE);
    this.tables = new NotificationTables(database);
    const { tables } = this;
    const oracle = new MessagesOracle(
      tables,
      () => kernel.nowMs,
      (invariant, details) => ground.breaks(invariant, details),
    );
    this.oracle = oracle;
    const talk = losesTime ? null : Talk.in({ ...parts, tables, telegram: () => this.telegram });
    this.talk = talk;
    database.onCommit = (changes) => {
      oracle.committed(changes);
      talk?.committed(changes);
    };
    this.telegram = new SimulatedTelegram({
      ...{ kernel, draws, faults, isOver, say: (what) => ground.say(what) },
      got: (message, life) => {
        oracle.got(message, life);
        talk?.got(message);
      },
      answered: (message, life, sent) => oracle.answered(message, life, sent),
      isShut: (address) => talk?.isShut(address) === true,
      pressed: (address, life, earlyMs) => oracle.pressed(address, life, earlyMs),
    });
  }

  /** Null in a world in which nobody is told anything. */
  static in(parts: NotifierParts): Notifier | null {
    const { draws, faults } = parts.ground;
    if (faults.of('telegram-down') === 0 && faults.of('telegram-429') === 0) return null;
    return draws.chance('somebody is told', TOLD_IN) ? new Notifier(parts) : null;
  }

  /** Before anything begins: the chat is linked. */
  async begin(): Promise<void> {
    const { channels } = this.tables;
    const links = { [USER]: LINKED, ...this.talk?.otherLinks };
    await this.ground.database(MODULE).statement(() => {
      for (const [userId, address] of Object.entries(links))
        channels.insert(userId, { userId, address, state: 'active', changedAtMs: 0 });
    });
    this.telegram.begin();
    this.talk?.begin();
  }

  /** Faults are over. */
  calm(): void {
    this.telegram.end();
    this.talk?.calm();
  }

  /** The database has gone back to what it was, and what chats have got has not. */
  wentBack(): void {
    this.oracle.wentBack();
  }

  unsettled(): string | null {
    return this.oracle.unsettled() ?? this.talk?.unsettled() ?? null;
  }

  node({ bus, unitOfWork, isGone, planted, around }: NotifierSurroundings): NotifierNode {
    const { ground, tables, oracle, talk } = this;
    const { life } = planted;
    const right = {
      store: new MemoryOutgoingStore(tables, life.connection),
      messenger: new TelegramOf(this.telegram, life),
    };
    const ports = ground.choice.mutation?.notifier?.(right, planted) ?? right;
    return new NotifierNode({
      ...{ tables, life, bus, isGone, unitOfWork: unitOfWork(MODULE), failed: ground.failed },
      messenger: ports.messenger,
      talk: talk === null ? null : (beside) => talk.node(planted, beside, around),
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
