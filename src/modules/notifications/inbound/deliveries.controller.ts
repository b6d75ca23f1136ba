import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { ApiIfMatch, ETag, IfMatch } from '../../../shared/platform/http/etag.js';
import { PageDto } from '../../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { validationProblem } from '../../../shared/platform/http/validation.js';
import { ChoosePreferences, type ChosenPreferences } from '../application/choose-preferences.js';
import { BotNudge } from '../application/bot-nudge.js';
import { OutgoingStore, type DeliveryView } from '../application/ports/outgoing-store.port.js';
import { SendTest } from '../application/send-test.js';
import { clockText, isTimeZone, minuteOf } from '../domain/index.js';
import {
  DeliveriesQuery,
  DeliveryDto,
  PreferencesBody,
  PreferencesDto,
  TestMessageDto,
} from './preferences.dto.js';

const DELIVERIES = 'deliveries';
const versionOf = ({ version }: PreferencesDto): number => version;

/** How notifications reach a person beside the list. */
@ApiTags('notifications')
@Access('viewer')
@Controller('notifications')
export class DeliveriesController {
  constructor(
    private readonly preferences: ChoosePreferences,
    private readonly test: SendTest,
    private readonly outgoing: OutgoingStore,
    private readonly nudge: BotNudge,
  ) {}

  @Get('preferences')
  @ETag(versionOf)
  @ApiOperation({ summary: 'What you are told outside the list, and when' })
  @ApiOkResponse({ type: PreferencesDto })
  async chosen(@CurrentUser() { userId }: SignedIn): Promise<PreferencesDto> {
    return preferencesDto(await this.preferences.of(userId));
  }

  @Put('preferences')
  @ETag(versionOf)
  @ApiIfMatch()
  @ApiOperation({ summary: 'Choose anew; what is left out takes its default' })
  @ApiOkResponse({ type: PreferencesDto })
  @ApiProblems('validation-failed')
  async choose(
    @CurrentUser() { userId }: SignedIn,
    @IfMatch() ifVersion: number | null,
    @Body() body: PreferencesBody,
  ): Promise<PreferencesDto> {
    const { leastPriority, mutedKinds = [], quietHours = null, timeZone } = body;
    if (!isTimeZone(timeZone))
      throw validationProblem([
        { field: 'timeZone', value: timeZone, allowed: 'a time zone such as Asia/Seoul' },
      ]);
    const quiet =
      quietHours === null ? null : { from: minuteOf(quietHours.from)!, to: minuteOf(quietHours.to)! };
    const wanted = { leastPriority, mutedKinds, quietHours: quiet, timeZone };
    return preferencesDto(valueOrProblem(await this.preferences.choose(userId, wanted, ifVersion)));
  }

  @Post('test')
  @HttpCode(202)
  @ApiOperation({ summary: 'Tell yourself something harmless, the way that everything else goes' })
  @ApiAcceptedResponse({ type: TestMessageDto })
  async sendTest(@CurrentUser() { userId }: SignedIn): Promise<TestMessageDto> {
    return { channels: await this.test.to(userId) };
  }

  @Get('deliveries')
  @ApiOperation({
    summary: 'What became of each message beyond the list, newest first; dead ones with the reason',
  })
  @ApiOkResponse({ type: PageDto(DeliveryDto) })
  @ApiProblems('validation-failed', 'invalid-cursor')
  async deliveries(
    @CurrentUser() { userId }: SignedIn,
    @Query() { limit, cursor, state }: DeliveriesQuery,
  ): Promise<Page<DeliveryDto>> {
    const before = cursor === undefined ? null : Number(valueOrProblem(decodeCursor(DELIVERIES, cursor))[0]);
    const found = await this.outgoing.list(userId, state ?? null, before, limit + 1);
    const positions = new Map(found.map(({ id, position }) => [id, position]));
    return pageOf(DELIVERIES, found.map(deliveryDto), limit, ({ id }) => [positions.get(id)!]);
  }

  @Post('deliveries/:id/retry')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give a dead message another day; its channel has to be open' })
  @ApiNoContentResponse()
  @ApiProblems('not-found')
  async retry(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<void> {
    if (!(await this.outgoing.retry(userId, id))) throw ProblemException.of('not-found', { id });
    this.nudge.nudge();
  }
}

const preferencesDto = ({ preferences, channels }: ChosenPreferences): PreferencesDto => ({
  ...preferences,
  quietHours:
    preferences.quietHours === null
      ? null
      : { from: clockText(preferences.quietHours.from), to: clockText(preferences.quietHours.to) },
  channels: channels.map(({ kind, state, changedAt }) => ({
    ...{ kind, state },
    changedAt: new Date(changedAt).toISOString(),
  })),
});

const deliveryDto = ({ position: _, ...view }: DeliveryView): DeliveryDto => ({
  ...view,
  createdAt: new Date(view.createdAt).toISOString(),
  endedAt: view.endedAt === null ? null : new Date(view.endedAt).toISOString(),
});
