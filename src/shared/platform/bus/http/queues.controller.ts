import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { ApiProblems } from '../../http/problem.dto.js';
import { Database } from '../../persistence/database.js';
import { Wakeups } from '../../queue/wakeups.port.js';
import { BusOptions } from '../bus-options.js';
import { backlog } from '../record/scanner.js';
import { QueuesDto } from './queues.dto.js';

/** What waits for work, for the operator. */
@ApiTags('operations')
@Access('admin')
@Controller('operations/queues')
export class QueuesController {
  constructor(
    private readonly database: Database,
    private readonly wakeups: Wakeups,
    private readonly options: BusOptions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Records that wait in each module, and wake-ups in each queue' })
  @ApiOkResponse({ type: QueuesDto })
  @ApiProblems('unauthenticated', 'forbidden')
  async queues(): Promise<QueuesDto> {
    const [waiting, wakeUps] = await Promise.all([
      backlog(this.database.pool('api'), this.options.modules),
      this.wakeups.counts().catch(() => null),
    ]);
    return {
      records: waiting.map(({ oldestMs, ...counts }) => ({ ...counts, oldestMs: Math.round(oldestMs) })),
      wakeUps,
    };
  }
}
