import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { PageDto, PageQuery } from '../../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../../shared/platform/http/pagination.js';
import { languageOf, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { ListNotifications, type NotificationView } from '../contracts/queries/list-notifications.query.js';
import { NotificationDto } from './notifications.dto.js';

const NOTIFICATIONS = 'notifications';

@ApiTags('notifications')
@Access('viewer')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @ApiOperation({ summary: 'What you were told, newest first' })
  @ApiHeader({ name: 'accept-language', required: false, description: 'Language of `message`: ko or en' })
  @ApiOkResponse({ type: PageDto(NotificationDto) })
  @ApiProblems('unauthenticated', 'validation-failed', 'invalid-cursor')
  async list(
    @CurrentUser() { userId }: SignedIn,
    @Query() { limit, cursor }: PageQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<Page<NotificationDto>> {
    const before =
      cursor === undefined ? null : Number(valueOrProblem(decodeCursor(NOTIFICATIONS, cursor))[0]);
    const told = await this.bus.ask(new ListNotifications({ userId, before, limit: limit + 1 }));
    const language = languageOf(accepted);
    const rows = told.map((one) => notificationDto(one, language));
    return pageOf(NOTIFICATIONS, rows, limit, ({ number }) => [number]);
  }
}

const notificationDto = (view: NotificationView, language: 'ko' | 'en'): NotificationDto => ({
  ...view,
  message: view.text[language],
  at: new Date(view.at).toISOString(),
  createdAt: new Date(view.createdAt).toISOString(),
});
