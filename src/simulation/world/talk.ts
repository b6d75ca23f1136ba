import { currentScope } from '../../shared/platform/telemetry/scope.js';
import { Command, type Ask } from '../../shared/pure/messages/message.js';
import { StopGridInstance } from '../../modules/grid/contracts/commands/stop-grid-instance.command.js';
import { StopHyperRsiInstance } from '../../modules/hyper-rsi/contracts/commands/stop-hyper-rsi-instance.command.js';
import { HaltTrading } from '../../modules/orders/contracts/commands/halt-trading.command.js';
import { LinkTelegram } from '../../modules/users/contracts/commands/link-telegram.command.js';
import { TalkOracle, type Deed } from '../invariants/talk-oracle.js';
import { otherwise } from '../mutations/changed-port.js';
import type { MutationLife } from '../mutations/mutation.js';
import type { Incarnation } from '../process/incarnation.js';
import type { RowChange } from '../store/memory-database.js';
import { MemoryConfirmationStore } from '../store/notifications/memory-confirmation-store.js';
import { MemoryUpdateInbox } from '../store/notifications/memory-update-inbox.js';
import type { NotificationTables } from '../store/notifications/notification-tables.js';
import { askedByChat, userOf, type AroundChat } from '../telegram/asked-by-chat.js';
import type { Message, SimulatedTelegram } from '../telegram/simulated-telegram.js';
import { TalkNode, type BesideTalk } from '../telegram/talk-node.js';
import { NEIGHBOUR, Talkers } from '../telegram/talkers.js';
import { UpdateFeed } from '../telegram/update-feed.js';
import { UpdatesOf } from '../telegram/updates-of.js';
import { USER } from './cast.js';
import type { Ground } from './ground.js';
import { SimulatedBus } from './simulated-bus.js';

/** In so many of the worlds in which people talk updates are brought, to any process that is there. */
const BROUGHT_IN = 0.4;
/** In so many of them nobody has more than some seconds to confirm: the whole time is longer than a world has faults. */
const HURRIED_IN = 0.5;
const HURRIED_MS = 6_000;
const HALTED_MS = [1_000, 10_000] as const;
const WEBHOOK_URL = 'https://bot.example.org';

export interface TalkParts {
  readonly ground: Ground;
  readonly tables: NotificationTables;
  readonly telegram: () => SimulatedTelegram;
  /** A life that could do something now, drawn. */
  readonly anybody: (site: string) => Incarnation | null;
  readonly isOver: () => boolean;
  /** Somebody resumes trading, in the program itself. */
  readonly resumes: () => void;
}

/** People talk to the bot: what they say, how it comes to the processes, and the oracle that looks at what is made of it. */
export class Talk {
  private readonly feed: UpdateFeed;
  private readonly talkers: Talkers;
  private readonly oracle: TalkOracle;
  private readonly nodes = new Map<Incarnation, TalkNode>();
  private readonly webhookUrl: string | null;
  private readonly mostMs: number;

  private constructor(private readonly parts: TalkParts) {
    const { ground, tables, isOver } = parts;
    const { kernel, draws, faults } = ground;
    this.webhookUrl = draws.chance('updates are brought', BROUGHT_IN) ? WEBHOOK_URL : null;
    this.mostMs = draws.chance('confirmed in a hurry', HURRIED_IN) ? HURRIED_MS : Infinity;
    this.oracle = new TalkOracle({
      ...{ tables, nowMs: () => kernel.nowMs },
      speaksFor: (number) => userOf(number)?.userId ?? null,
      breaks: (invariant, details) => ground.breaks(invariant, details),
    });
    this.feed = new UpdateFeed({
      ...{ kernel, draws, faults, say: (what) => ground.say(what) },
      isDown: () => parts.telegram().isDown,
      collided: (...lives) => this.oracle.collided(lives),
      bring: (update) => {
        const life = parts.anybody('who is brought an update');
        return life === null ? null : this.nodes.get(life)!.take(update);
      },
    });
    this.talkers = new Talkers({
      ...{ kernel, draws, faults, isOver },
      say: (said) => {
        const updateId = this.feed.say(said);
        this.oracle.says(updateId, said);
        ground.say(`update ${updateId}: ${said.fromId} says ${said.text}`);
      },
    });
  }

  /** Null in a world in which nobody talks to the bot. */
  static in(parts: TalkParts): Talk | null {
    return parts.ground.faults.strikes('telegram-talk', 'world') ? new Talk(parts) : null;
  }

  node(planted: MutationLife, beside: BesideTalk, around: AroundChat): TalkNode {
    const { ground, tables } = this.parts;
    const { life } = planted;
    const { connection } = life;
    const { lease } = beside;
    const right = {
      lease,
      source: new UpdatesOf(this.feed, life),
      inbox: new MemoryUpdateInbox(tables, connection),
      confirmations: new MemoryConfirmationStore(tables, connection),
      bus: new SimulatedBus(life, ground.kernel, (message) => this.answer(message, life, around)),
    };
    const ports = ground.choice.mutation?.talk?.(right, { ...planted, tables }) ?? right;
    const node = new TalkNode({
      ...{ ...beside, ...ports, life, draws: ground.draws, webhookUrl: this.webhookUrl },
      failed: ground.failed,
      // Looked at from outside of whatever was planted.
      inbox: otherwise(ports.inbox, {
        open: (open, most) => {
          this.oracle.looks(life);
          return open(most);
        },
      }),
      confirmations: otherwise(ports.confirmations, {
        add: (add, token, userId, choices, forMs) =>
          add(token, userId, choices, Math.min(forMs, this.mostMs)),
        use: async (use, token, userId, updateId) => {
          const beganAtMs = ground.kernel.nowMs;
          const choices = await use(token, userId, updateId);
          if (choices !== null) this.oracle.given(token, userId, updateId, beganAtMs);
          return choices;
        },
      }),
    });
    this.nodes.set(life, node);
    return node;
  }

  /** Chats that are linked beside that of the owner, by user. */
  get otherLinks(): Readonly<Record<string, string>> {
    return { [userOf(NEIGHBOUR)!.userId]: NEIGHBOUR };
  }

  begin(): void {
    this.talkers.begin();
  }

  /** Nobody says anything new, but for whoever comes back. */
  calm(): void {
    this.talkers.end();
  }

  got(message: Message): void {
    this.talkers.chats.get(message.address)?.show(message);
  }

  isShut(address: string): boolean {
    return this.talkers.chats.get(address)?.isShut === true;
  }

  committed(changes: readonly RowChange[]): void {
    this.oracle.committed(changes);
  }

  unsettled(): string | null {
    const { waiting } = this.feed;
    if (waiting > 0) return `${waiting} updates wait at Telegram`;
    const left = this.oracle.unsettled();
    if (left !== null) return left;
    // Whoever had blocked the bot has said since that they are back (K08).
    return this.parts.tables.channels.get(USER)?.state === 'active'
      ? null
      : 'the person is back, and is not told anything any more';
  }

  private async answer(
    message: Ask<object, unknown>,
    life: Incarnation,
    around: AroundChat,
  ): Promise<unknown> {
    const deed = deedOf(message);
    if (deed === null) return askedByChat(around, message);
    const updateId = updateIn(currentScope().correlationId);
    this.oracle.begins(deed, updateId, life);
    const answer = await askedByChat(around, message);
    if ((answer as { readonly ok?: boolean }).ok !== false) this.done(deed, updateId, life);
    return answer;
  }

  private done(deed: Deed, updateId: number | null, life: Incarnation): void {
    const { ground, resumes } = this.parts;
    const { kernel, draws, faults } = ground;
    this.oracle.did(deed, updateId);
    if (deed.do === 'halt')
      kernel.after(draws.whole('halted in the chat for', ...HALTED_MS), 'trading is resumed', resumes);
    if (faults.strikes('update-twice', `after the deed: ${deed.do}`)) life.die('after it was done');
  }
}

/** What a message would change; null for a question. */
function deedOf(message: Ask<object, unknown>): Deed | null {
  // To try a code is what strangers are there for.
  if (!(message instanceof Command) || message instanceof LinkTelegram) return null;
  if (message instanceof HaltTrading) return { do: 'halt', userId: message.data.userId };
  if (message instanceof StopHyperRsiInstance || message instanceof StopGridInstance)
    return { do: 'stop', ...message.data };
  return { do: 'other', userId: (message.data as { readonly userId: string }).userId };
}

/** The update in whose name something is asked; the desk puts it into the scope. */
function updateIn(correlationId: string | undefined): number | null {
  const number = /^telegram-(\d+)$/.exec(correlationId ?? '')?.[1];
  return number === undefined ? null : Number(number);
}
