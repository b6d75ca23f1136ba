import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface NotificationView {
  readonly id: string;
  /** Number of the user's notifications in order, from 1: a person sees that none is missing. */
  readonly number: number;
  readonly kind: string;
  readonly priority: 'low' | 'normal' | 'high' | 'critical';
  readonly text: { readonly ko: string; readonly en: string };
  readonly correlationId: string;
  /** Market time of what it tells. */
  readonly at: EpochMs;
  readonly createdAt: EpochMs;
}

export interface ListNotificationsData {
  readonly userId: string;
  /** Notifications with a smaller number than this, newest first; null for the newest. */
  readonly before: number | null;
  /** 1..201. */
  readonly limit: number;
}

/** What a user was told, newest first. */
export class ListNotifications extends Query<ListNotificationsData, readonly NotificationView[]> {
  static readonly type = 'notifications.list-notifications.v1';
}
