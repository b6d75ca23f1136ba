import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { NotificationView } from '../../contracts/queries/list-notifications.query.js';
import type { Telling, Texts } from '../../domain/index.js';

/** What a user is to be told of one event. */
export interface NewNotification {
  readonly id: string;
  readonly userId: string;
  readonly telling: Telling;
  readonly priority: NotificationView['priority'];
  readonly texts: Texts;
  readonly correlationId: string;
  /** Id of the message that told it: an event is told once. */
  readonly eventId: string;
  readonly at: EpochMs;
}

/** What people were told, numbered for each of them from 1 without holes. */
export abstract class NotificationStore {
  /** Answers false, and takes no number, when the event was told before. */
  abstract add(tx: Tx, notification: NewNotification): Promise<boolean>;

  /** Notifications with a smaller number than `before`, newest first; null for the newest. */
  abstract list(userId: string, before: number | null, limit: number): Promise<readonly NotificationView[]>;
}
