import { Controller, Get, HttpCode, Logger, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../http/current-user.decorator.js';
import { PageDto, PageQuery } from '../../http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../http/pagination.js';
import { ProblemException, valueOrProblem } from '../../http/problem.js';
import { ApiProblems } from '../../http/problem.dto.js';
import { Database } from '../../persistence/database.js';
import { Wakeups } from '../../queue/wakeups.port.js';
import { BusOptions } from '../bus-options.js';
import {
  listDeadLetters,
  retryDeadLetter,
  type DeadLetter,
  type DeadLetterPlace,
} from '../record/dead-letters.js';
import { DeadLetterDto, RetriedDto } from './dead-letters.dto.js';

const DEAD_LETTERS = 'dead-letters';
const ACCEPTED = 202;

/** Messages that no module could handle: shown to the operator, who mends the cause and has them handled again. */
@ApiTags('operations')
@Access('admin')
@Controller('operations/dead-letters')
export class DeadLettersController {
  private readonly logger = new Logger('Bus');

  constructor(
    private readonly database: Database,
    private readonly wakeups: Wakeups,
    private readonly options: BusOptions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Messages that could not be handled, newest first' })
  @ApiOkResponse({ type: PageDto(DeadLetterDto) })
  @ApiProblems('unauthenticated', 'forbidden', 'validation-failed', 'invalid-cursor')
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<DeadLetterDto>> {
    const after = cursor === undefined ? null : placeIn(cursor);
    const pool = this.database.pool('api');
    const letters = await listDeadLetters(pool, this.options.modules, limit + 1, after);
    const { items, nextCursor } = pageOf(DEAD_LETTERS, letters, limit, ({ deadAt, module, id }) => [
      deadAt.getTime(),
      module,
      id,
    ]);
    return { items: items.map(letterDto), nextCursor };
  }

  /** Not awaited: what comes of it is seen in the list, where it stands again if it fails as before. */
  @Post(':id/retry')
  @HttpCode(ACCEPTED)
  @ApiOperation({ summary: 'Has a message handled again, and what waits behind it' })
  @ApiAcceptedResponse({ type: RetriedDto })
  @ApiProblems('unauthenticated', 'forbidden', 'not-found')
  async retry(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<RetriedDto> {
    const module = this.options.modules.find((name) => id.startsWith(`${name}.`));
    const found =
      module !== undefined &&
      (await retryDeadLetter(this.database.pool('api'), module, id.slice(module.length + 1)));
    if (!found) throw ProblemException.of('not-found');
    this.logger.log(`Dead letter ${id} is handled again, as user ${userId} asked.`);
    await this.wakeups.wake('bus', { kind: 'inbox', id: module });
    return { status: 'retrying' };
  }
}

function placeIn(cursor: string): DeadLetterPlace {
  const [at, module, id] = valueOrProblem(decodeCursor(DEAD_LETTERS, cursor));
  return { deadAt: new Date(Number(at)), module: String(module), id: String(id) };
}

const letterDto = ({ id, module, deadAt, ...told }: DeadLetter): DeadLetterDto => ({
  ...told,
  id: `${module}.${id}`,
  module,
  deadAt: deadAt.toISOString(),
});
