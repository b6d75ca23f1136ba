import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Access } from '../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../shared/platform/http/current-user.decorator.js';
import { PageDto, PageQuery } from '../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../shared/platform/http/pagination.js';
import { languageOf, ProblemException, valueOrProblem } from '../../shared/platform/http/problem.js';
import { ApiProblems } from '../../shared/platform/http/problem.dto.js';
import { epochMs, type EpochMs } from '../../shared/pure/time/epoch.js';
import { inLanguage } from '../report/page.js';
import { BacktestBody, BacktestDto } from './backtests.dto.js';
import type { Job } from './job.js';
import { JobStore, type JobPlace } from './job-store.port.js';
import { SubmitJob, type JobWish } from './submit-job.js';

const LIST = 'backtests';
/** A key that somebody else chose is stored as it is; longer than this it is no key. */
const MAX_KEY_LENGTH = 128;

/**
 * The report brings a policy of its own, by the digests of its scripts; both apply. This one makes it a page without an
 * origin: even a report that was tampered with could not act as its reader.
 */
const REPORT_POLICY = [
  'sandbox allow-scripts allow-downloads allow-modals',
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

@ApiTags('backtests')
@Access('viewer')
@Controller('backtests')
export class BacktestsController {
  constructor(
    private readonly jobs: JobStore,
    private readonly submitting: SubmitJob,
  ) {}

  @Post()
  @HttpCode(202)
  @Access('trader')
  @ApiOperation({ summary: 'Tests a strategy on stored candles; it is run in turn, look at it again' })
  @ApiHeader({
    name: 'idempotency-key',
    required: false,
    description: 'Asking again with it makes no second run',
  })
  @ApiAcceptedResponse({ type: BacktestDto })
  @ApiProblems(
    'unauthenticated',
    'forbidden',
    'validation-failed',
    'unknown-instrument',
    'timeframe-too-fine',
    'refused',
  )
  async submit(
    @CurrentUser() { userId }: SignedIn,
    @Body() body: BacktestBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<BacktestDto> {
    const wish = wishOf(body);
    const requestKey = key?.slice(0, MAX_KEY_LENGTH) ?? null;
    return backtestDto(valueOrProblem(await this.submitting.submit(userId, requestKey, wish)));
  }

  @Get()
  @ApiOperation({ summary: 'Your backtests, newest first' })
  @ApiOkResponse({ type: PageDto(BacktestDto) })
  @ApiProblems('unauthenticated', 'validation-failed', 'invalid-cursor')
  async list(
    @CurrentUser() { userId }: SignedIn,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<BacktestDto>> {
    const after = cursor === undefined ? null : placeOf(cursor);
    const jobs = await this.jobs.list(userId, after, limit + 1);
    return pageOf(LIST, jobs.map(backtestDto), limit, ({ createdAt, id }) => [Date.parse(createdAt), id]);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One backtest: how far it is, and what came of it' })
  @ApiOkResponse({ type: BacktestDto })
  @ApiProblems('unauthenticated', 'not-found')
  async one(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<BacktestDto> {
    return backtestDto(await this.mine(userId, id));
  }

  @Get(':id/report')
  @ApiOperation({ summary: 'The report of a backtest that is done, one page that loads nothing' })
  @ApiProduces('text/html')
  @ApiOkResponse({ content: { 'text/html': { schema: { type: 'string' } } } })
  @ApiProblems('unauthenticated', 'not-found', 'conflict')
  async report(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') languages?: string,
  ): Promise<string> {
    const { status } = await this.mine(userId, id);
    const page = await this.jobs.page(userId, id);
    if (page === null) throw ProblemException.of('conflict', { status });
    const text = (await promisify(gunzip)(page)).toString('utf8');
    void reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', REPORT_POLICY)
      .header('content-disposition', `inline; filename="backtest-${id}.html"`);
    return inLanguage(text, languageOf(languages));
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('trader')
  @ApiOperation({ summary: 'Cancels a backtest that waits or runs, and forgets one that is finished' })
  @ApiNoContentResponse()
  @ApiProblems('unauthenticated', 'forbidden', 'not-found')
  async remove(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<void> {
    if (!(await this.jobs.remove(userId, id))) throw ProblemException.of('not-found', { backtestId: id });
  }

  private async mine(userId: string, id: string): Promise<Job> {
    const job = await this.jobs.find(userId, id);
    if (job === null) throw ProblemException.of('not-found', { backtestId: id });
    return job;
  }
}

const wishOf = ({ candles, ...body }: BacktestBody): JobWish => ({
  strategy: body.strategy,
  settings: body.settings,
  instrument: body.instrument ?? null,
  timeframe: body.timeframe ?? null,
  candles: {
    venue: candles.venue,
    symbol: candles.symbol,
    timeframe: candles.timeframe,
    from: timeOf(candles.from),
    to: timeOf(candles.to),
  },
  from: timeOf(body.from),
  cash: body.cash,
  maker: body.maker,
  taker: body.taker,
  slippageBps: body.slippageBps,
  fill: body.fill,
  fundingRate: body.fundingRate ?? null,
});

const timeOf = (text: string | undefined): EpochMs | null =>
  text === undefined ? null : epochMs(Date.parse(text));

function placeOf(cursor: string): JobPlace {
  const [createdAt, id] = valueOrProblem(decodeCursor(LIST, cursor));
  return { createdAt: epochMs(Number(createdAt)), id: String(id) };
}

const isoOf = (at: EpochMs | null): string | null => (at === null ? null : new Date(at).toISOString());

const backtestDto = ({ id, request, status, progress, error, outcome, ...job }: Job): BacktestDto => ({
  id,
  strategy: request.strategy,
  candles: {
    ...request.candles,
    from: isoOf(request.candles.from),
    to: new Date(request.candles.to).toISOString(),
  },
  settings: request.settings,
  status,
  progress,
  error,
  summary: outcome?.summary ?? null,
  digest: outcome?.digest ?? null,
  report: outcome === null ? null : `/api/v1/backtests/${id}/report`,
  createdAt: new Date(job.createdAt).toISOString(),
  startedAt: isoOf(job.startedAt),
  finishedAt: isoOf(job.finishedAt),
});
