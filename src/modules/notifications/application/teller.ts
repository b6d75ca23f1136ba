import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { priorityOf, write, type Telling } from '../domain/index.js';
import { MarketNow } from './market-now.js';
import { NotificationStore } from './ports/notification-store.port.js';

export interface News {
  readonly userId: string;
  /** Market time of what happened; null when the event does not say. */
  readonly at: EpochMs | null;
  readonly telling: Telling;
}

/** Writes news down for a person, in both languages, once for each event. */
@Injectable()
export class Teller {
  constructor(
    private readonly store: NotificationStore,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly market: MarketNow,
  ) {}

  async tell(tx: Tx, { id: eventId, correlationId, recordedAt }: Envelope, news: News): Promise<void> {
    const { userId, telling } = news;
    await this.store.add(tx, {
      ...{ id: this.ids.next(), userId, telling, correlationId, eventId },
      priority: priorityOf(telling),
      texts: write(telling),
      at: news.at ?? this.market.at ?? recordedAt,
      createdAt: this.clock.now(),
    });
  }
}
