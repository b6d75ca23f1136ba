import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { currentScope } from '../../../shared/platform/telemetry/scope.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { priorityOf, write, type Telling } from '../domain/index.js';
import { BotNudge } from './bot-nudge.js';
import { MarketNow } from './market-now.js';
import { NotificationStore } from './ports/notification-store.port.js';

export interface News {
  readonly userId: string;
  /** Market time of what happened; null when the event does not say. */
  readonly at: EpochMs | null;
  readonly telling: Telling;
}

interface Told {
  readonly eventId: string;
  readonly correlationId: string;
  readonly recordedAt: EpochMs;
}

/** Writes news down for a person, in both languages, once for each event. */
@Injectable()
export class Teller {
  constructor(
    private readonly store: NotificationStore,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly market: MarketNow,
    private readonly outbound: BotNudge,
  ) {}

  async tell(tx: Tx, { id: eventId, correlationId, recordedAt }: Envelope, news: News): Promise<void> {
    await this.add(tx, { eventId, correlationId, recordedAt }, news);
  }

  /** News of one event for several people, once for each of them. */
  async tellEach(tx: Tx, { id, correlationId, recordedAt }: Envelope, news: News): Promise<void> {
    await this.add(tx, { eventId: `${id} ${news.userId}`, correlationId, recordedAt }, news);
  }

  /** News that no other module has told: something of the ways to people themselves. */
  async tellOwn(tx: Tx, userId: string, telling: Telling): Promise<void> {
    const eventId = this.ids.next();
    const correlationId = currentScope().correlationId ?? eventId;
    await this.add(
      tx,
      { eventId, correlationId, recordedAt: this.clock.now() },
      { userId, at: null, telling },
    );
  }

  private async add(tx: Tx, event: Told, { userId, at, telling }: News): Promise<void> {
    const { eventId, correlationId, recordedAt } = event;
    const added = await this.store.add(tx, {
      ...{ id: this.ids.next(), userId, telling, correlationId, eventId },
      priority: priorityOf(telling),
      texts: write(telling),
      at: at ?? this.market.at ?? recordedAt,
    });
    if (added) tx.afterCommit(() => this.outbound.nudge());
  }
}
