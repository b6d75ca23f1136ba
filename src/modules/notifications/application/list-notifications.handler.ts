import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ListNotifications, type NotificationView } from '../contracts/queries/list-notifications.query.js';
import { NotificationStore } from './ports/notification-store.port.js';

@QueryHandler(ListNotifications)
export class ListNotificationsHandler implements IQueryHandler<ListNotifications> {
  constructor(private readonly store: NotificationStore) {}

  async execute({ data }: ListNotifications): Promise<readonly NotificationView[]> {
    return this.store.list(data.userId, data.before, data.limit);
  }
}
