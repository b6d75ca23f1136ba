import type { Bus } from '../../shared/platform/bus/bus.port.js';
import { Randomness } from '../../shared/platform/clock/randomness.port.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import type { BotLease } from '../../modules/notifications/application/bot-lease.js';
import type { BotNudge } from '../../modules/notifications/application/bot-nudge.js';
import type { BotPart } from '../../modules/notifications/application/bot-watch.js';
import type { ChannelStore } from '../../modules/notifications/application/ports/channel-store.port.js';
import type { ConfirmationStore } from '../../modules/notifications/application/ports/confirmation-store.port.js';
import type { OutgoingStore } from '../../modules/notifications/application/ports/outgoing-store.port.js';
import type { UpdateInbox } from '../../modules/notifications/application/ports/update-inbox.port.js';
import type { UpdateSource } from '../../modules/notifications/application/ports/update-source.port.js';
import { Bots } from '../../modules/notifications/application/telegram/bots.js';
import { Dangers } from '../../modules/notifications/application/telegram/dangers.js';
import { Dialogue } from '../../modules/notifications/application/telegram/dialogue.js';
import { Reports } from '../../modules/notifications/application/telegram/reports.js';
import { UpdateDesk } from '../../modules/notifications/application/telegram/update-desk.js';
import { UpdateIntake } from '../../modules/notifications/application/telegram/update-intake.js';
import type { Update } from '../../modules/notifications/domain/index.js';
import type { Draws } from '../kernel/draws.js';
import type { Incarnation } from '../process/incarnation.js';

/** What the bot hears by, as one life of one process has it. */
export interface TalkPorts {
  readonly source: UpdateSource;
  readonly inbox: UpdateInbox;
  readonly confirmations: ConfirmationStore;
  readonly bus: Bus;
  readonly lease: BotLease;
}

/** What the way out of the same process shares with it. */
export interface BesideTalk {
  readonly outgoing: OutgoingStore;
  readonly channels: ChannelStore;
  readonly unitOfWork: UnitOfWork;
  readonly nudge: BotNudge;
  readonly lease: BotLease;
}

export interface TalkNodeParts extends TalkPorts, Omit<BesideTalk, 'lease'> {
  readonly life: Incarnation;
  readonly draws: Draws;
  /** Null: updates are fetched. */
  readonly webhookUrl: string | null;
  readonly failed: (error: unknown) => void;
}

/** What the bot hears in one process, put together as the module of Notifications does it: the same classes, other ports. */
export class TalkNode {
  readonly parts: readonly BotPart[];
  private readonly inbox: UpdateInbox;
  private readonly nudge: BotNudge;

  constructor(parts: TalkNodeParts) {
    const { source, inbox, confirmations, bus, outgoing, channels, unitOfWork, nudge, lease } = parts;
    const { clock, ids } = parts.life;
    const { webhookUrl, failed } = parts;
    this.inbox = inbox;
    this.nudge = nudge;
    const bots = new Bots(bus);
    const dangers = new Dangers(bus, bots, confirmations, new DrawnBytes(parts.draws));
    const dialogue = new Dialogue(bus, new Reports(bus, bots), dangers);
    const desk = new UpdateDesk({
      ...{ inbox, dialogue, outgoing, channels, unitOfWork, nudge, lease, ids, clock, failed },
    });
    const kept = (): void => desk.nudge();
    this.parts = [desk, new UpdateIntake({ source, inbox, lease, clock, webhookUrl, kept, failed })];
  }

  /** An update is brought, as to the route of the program. */
  async take(update: Update): Promise<void> {
    await this.inbox.keep([update]);
    this.nudge.nudge();
  }
}

/** Tokens that are the same in every run of a seed. */
class DrawnBytes extends Randomness {
  constructor(private readonly draws: Draws) {
    super();
  }

  override bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.below(256));
  }

  override below(bound: number): number {
    return this.draws.whole('bytes of tokens', 0, bound - 1);
  }
}
