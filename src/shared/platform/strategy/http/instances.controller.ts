import { Body, Delete, Get, HttpCode, Injectable, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { refusal } from '../../../pure/refusal.js';
import { epochMs } from '../../../pure/time/epoch.js';
import { Bus } from '../../bus/bus.port.js';
import { CurrentUser, type SignedIn } from '../../http/current-user.decorator.js';
import { Access } from '../../http/access.decorator.js';
import { ApiIfMatch, ETag, IfMatch } from '../../http/etag.js';
import { PageDto, PageQuery } from '../../http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../http/pagination.js';
import { ProblemException, valueOrProblem } from '../../http/problem.js';
import { ApiProblems } from '../../http/problem.dto.js';
import type { Instance } from '../instance.js';
import { StrategyShell } from '../strategy-shell.js';
import { decisionDto, instanceDto, orderDto, reactionDto } from './present.js';
import {
  CreateInstanceBody,
  DecisionDto,
  InstanceDto,
  InstanceOrderDto,
  PerformanceDto,
  SettingsBody,
  StatusDto,
  StopBody,
} from './strategy.dto.js';

const RECENT_REACTIONS = 20;
const settingsVersionOf = ({ settingsVersion }: InstanceDto): number => settingsVersion;

/**
 * The routes that every strategy has. A module extends it with its path and with the routes of its own; what belongs to
 * somebody else is answered as what does not exist.
 */
@Injectable()
export abstract class InstancesController {
  constructor(
    protected readonly shell: StrategyShell,
    protected readonly bus: Bus,
  ) {}

  @Get()
  @Access('viewer')
  @ApiOperation({ summary: 'Your bots, oldest first' })
  @ApiOkResponse({ type: PageDto(InstanceDto) })
  @ApiProblems('validation-failed', 'invalid-cursor')
  async list(
    @CurrentUser() { userId }: SignedIn,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<InstanceDto>> {
    const [after] = this.position('instances', cursor);
    const views = await this.shell.list(userId, after === undefined ? null : String(after), limit + 1);
    return pageOf(this.cursorName('instances'), views.map(instanceDto), limit, ({ id }) => [id]);
  }

  @Post()
  @Access('trader')
  @ApiOperation({ summary: 'Makes a bot, not yet running; asking again answers the same one' })
  @ApiCreatedResponse({ type: InstanceDto })
  @ApiProblems('validation-failed', 'unknown-instrument', 'refused')
  async create(
    @CurrentUser() { userId }: SignedIn,
    @Body() { accountId, name, settings }: CreateInstanceBody,
  ): Promise<InstanceDto> {
    return instanceDto(valueOrProblem(await this.shell.create({ userId, accountId, name, settings })));
  }

  @Get(':id')
  @Access('viewer')
  @ETag(settingsVersionOf)
  @ApiOperation({ summary: 'One bot' })
  @ApiOkResponse({ type: InstanceDto })
  @ApiProblems('not-found')
  async get(@CurrentUser() user: SignedIn, @Param('id') id: string): Promise<InstanceDto> {
    return instanceDto(await this.mine(user, id));
  }

  @Delete(':id')
  @Access('trader')
  @HttpCode(204)
  @ApiOperation({ summary: 'Deletes a bot that does not run' })
  @ApiNoContentResponse()
  @ApiProblems('not-found', 'conflict')
  async remove(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<void> {
    valueOrProblem(await this.shell.delete(userId, id));
  }

  @Put(':id/settings')
  @Access('trader')
  @ETag(settingsVersionOf)
  @ApiIfMatch()
  @ApiOperation({ summary: 'New settings, in force between two cycles or from the next start on' })
  @ApiOkResponse({ type: InstanceDto })
  @ApiProblems('validation-failed', 'not-found', 'refused')
  async changeSettings(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') id: string,
    @IfMatch() ifVersion: number | null,
    @Body() { settings }: SettingsBody,
  ): Promise<InstanceDto> {
    return instanceDto(valueOrProblem(await this.shell.change(userId, id, settings, ifVersion)));
  }

  @Post(':id/start')
  @Access('trader')
  @HttpCode(200)
  @ApiOperation({ summary: 'Starts a bot; one that runs stays as it is' })
  @ApiOkResponse({ type: InstanceDto })
  @ApiProblems('not-found', 'conflict', 'position-held', 'refused')
  async start(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<InstanceDto> {
    return instanceDto(valueOrProblem(await this.shell.start(userId, id)));
  }

  @Post(':id/stop')
  @Access('trader')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Stops a bot, or closes what a stopped one has kept; any other that does not run stays as it is',
  })
  @ApiOkResponse({ type: InstanceDto })
  @ApiProblems('validation-failed', 'not-found', 'nothing-to-close', 'refused')
  async stop(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') id: string,
    @Body() { mode }: StopBody,
  ): Promise<InstanceDto> {
    return instanceDto(valueOrProblem(await this.shell.stop(userId, id, mode)));
  }

  @Get(':id/status')
  @Access('viewer')
  @ApiOperation({ summary: 'What the bot is doing: its state, newest decision and newest reactions' })
  @ApiOkResponse({ type: StatusDto })
  @ApiProblems('not-found')
  async status(@CurrentUser() user: SignedIn, @Param('id') id: string): Promise<StatusDto> {
    const instance = await this.mine(user, id);
    const { store } = this.shell.parts;
    const [last] = await store.decisions(id, { before: null, limit: 1, actedOnly: false });
    const reactions = await store.reactions(id, RECENT_REACTIONS);
    return Object.assign(instanceDto(instance), {
      lastDecision: last === undefined ? null : decisionDto(last),
      reactions: reactions.map(reactionDto),
    });
  }

  @Get(':id/signals')
  @Access('viewer')
  @ApiOperation({ summary: 'Decisions that placed an order, newest first' })
  @ApiOkResponse({ type: PageDto(DecisionDto) })
  @ApiProblems('validation-failed', 'invalid-cursor', 'not-found')
  async signals(
    @CurrentUser() user: SignedIn,
    @Param('id') id: string,
    @Query() page: PageQuery,
  ): Promise<Page<DecisionDto>> {
    return this.decided(user, id, page, true);
  }

  @Get(':id/decisions')
  @Access('viewer')
  @ApiOperation({ summary: 'Why it traded and why it did not: decisions with their gates, newest first' })
  @ApiOkResponse({ type: PageDto(DecisionDto) })
  @ApiProblems('validation-failed', 'invalid-cursor', 'not-found')
  async decisions(
    @CurrentUser() user: SignedIn,
    @Param('id') id: string,
    @Query() page: PageQuery,
  ): Promise<Page<DecisionDto>> {
    return this.decided(user, id, page, false);
  }

  @Get(':id/performance')
  @Access('viewer')
  @ApiOperation({ summary: 'Profit and loss over its whole life, all from fills' })
  @ApiOkResponse({ type: PerformanceDto })
  @ApiProblems('not-found')
  async performance(@CurrentUser() user: SignedIn, @Param('id') id: string): Promise<PerformanceDto> {
    await this.mine(user, id);
    const { world, store } = this.shell.parts;
    const pnl = await this.bus.ask(new world.pnl({ userId: user.userId, instanceId: id }));
    const { stored, acted } = await store.decisionCounts(id);
    const { realisedPnl, floatingPnl, fees, funding, total, fills } = pnl;
    return { realisedPnl, floatingPnl, fees, funding, total, fills, decisions: stored, signals: acted };
  }

  @Get(':id/orders')
  @Access('viewer')
  @ApiOperation({ summary: 'Its orders, newest first' })
  @ApiOkResponse({ type: PageDto(InstanceOrderDto) })
  @ApiProblems('validation-failed', 'invalid-cursor', 'not-found')
  async orders(
    @CurrentUser() user: SignedIn,
    @Param('id') id: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<InstanceOrderDto>> {
    await this.mine(user, id);
    const [last] = this.position('orders', cursor);
    const after = last === undefined ? null : String(last);
    const { orders: ListOrders } = this.shell.parts.world;
    const { userId } = user;
    const question = new ListOrders({ userId, instanceId: id, status: null, after, limit: limit + 1 });
    const lines = await this.bus.ask(question);
    return pageOf(this.cursorName('orders'), lines.map(orderDto), limit, ({ id: orderId }) => [orderId]);
  }

  /** The user's own instance. @throws ProblemException not-found */
  protected async mine({ userId }: SignedIn, id: string): Promise<Instance> {
    const instance = await this.shell.parts.store.find(userId, id);
    if (instance === null) throw ProblemException.of('not-found', { instanceId: id });
    return instance;
  }

  private async decided(
    user: SignedIn,
    id: string,
    { limit, cursor }: PageQuery,
    actedOnly: boolean,
  ): Promise<Page<DecisionDto>> {
    await this.mine(user, id);
    const list = actedOnly ? 'signals' : 'decisions';
    const [open] = this.position(list, cursor);
    const before = open === undefined ? null : epochMs(Number(open));
    const found = await this.shell.parts.store.decisions(id, { before, limit: limit + 1, actedOnly });
    return pageOf(this.cursorName(list), found.map(decisionDto), limit, ({ candleOpen }) => [
      Date.parse(candleOpen),
    ]);
  }

  private position(list: string, cursor: string | undefined): readonly (string | number)[] {
    return cursor === undefined ? [] : valueOrProblem(decodeCursor(this.cursorName(list), cursor));
  }

  /** Cursors of one strategy are none of the other's. */
  private cursorName(list: string): string {
    return `${this.shell.parts.strategy.kind} ${list}`;
  }
}

/** For routes of a strategy's own that need an instance which has been started. */
export const notStarted = (instanceId: string): ProblemException =>
  ProblemException.from(refusal('not-started', 'the bot has not been started yet', { instanceId }));
