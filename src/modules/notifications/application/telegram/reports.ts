import { Injectable } from '@nestjs/common';
import { Bus } from '../../../../shared/platform/bus/bus.port.js';
import { GetAccountState } from '../../../exchange/contracts/queries/get-account-state.query.js';
import { GetFeedStatus } from '../../../exchange/contracts/queries/get-feed-status.query.js';
import { ListAccounts } from '../../../exchange/contracts/queries/list-accounts.query.js';
import { GetRiskLimits } from '../../../orders/contracts/queries/get-risk-limits.query.js';
import { GetPnl } from '../../../positions/contracts/queries/get-pnl.query.js';
import { ListPositions } from '../../../positions/contracts/queries/list-positions.query.js';
import {
  balancePage,
  botsPage,
  pnlPage,
  positionsPage,
  statusPage,
  whichBotPage,
  whyPage,
  type Page,
} from '../../domain/index.js';
import { Bots } from './bots.js';
import type { Asked, Person } from './person.js';

/** Positions that one message shows. */
const MOST_POSITIONS = 25;

/** What a person may look at. Nothing here changes anything. */
@Injectable()
export class Reports {
  constructor(
    private readonly bus: Bus,
    private readonly bots: Bots,
  ) {}

  async status({ userId, language }: Person): Promise<Page> {
    const [feed, bots, pnl, limits] = await Promise.all([
      this.bus.ask(new GetFeedStatus({})),
      this.bots.of(userId),
      this.bus.ask(new GetPnl({ userId })),
      this.bus.ask(new GetRiskLimits({ userId })),
    ]);
    const overview = {
      marketTime: new Date(feed.marketTime).toISOString(),
      simulated: feed.source !== 'live',
      bots: bots.length,
      running: bots.filter(({ state }) => state === 'running').length,
      failed: bots.filter(({ state }) => state === 'failed').length,
      openPositions: pnl.totals.reduce((sum, { openPositions }) => sum + openPositions, 0),
      halted: limits.halted || limits.accounts.some(({ haltCode }) => haltCode !== null),
      today: pnl.totals.map(({ currency, today }) => ({ currency, net: today.net })),
    };
    return statusPage(overview, language);
  }

  async botList({ userId, language }: Person): Promise<Page> {
    const [bots, pnl] = await Promise.all([this.bots.of(userId), this.bus.ask(new GetPnl({ userId }))]);
    const results = new Map(pnl.instances.map((row) => [row.instanceId, row]));
    const lines = bots.map((bot) => ({ bot, result: results.get(bot.id) ?? null }));
    return botsPage(lines, language);
  }

  async positions({ userId, language }: Person): Promise<Page> {
    const question = { userId, state: 'open', after: null, limit: MOST_POSITIONS } as const;
    return positionsPage(await this.bus.ask(new ListPositions(question)), language);
  }

  async pnl({ userId, language }: Person): Promise<Page> {
    const { totals, day } = await this.bus.ask(new GetPnl({ userId }));
    return pnlPage(totals, day, language);
  }

  async balance({ userId, language }: Person): Promise<Page> {
    const accounts = await this.bus.ask(new ListAccounts({ userId }));
    const lines = await Promise.all(
      accounts.map(async ({ id: accountId, label, venue }) => {
        const state = await this.bus.ask(new GetAccountState({ userId, accountId }));
        return { label, venue, balances: state?.balances ?? null };
      }),
    );
    return balancePage(lines, language);
  }

  /** Of the bot that was named, of the only one, or of the one that is chosen now. */
  async why({ person: { userId, language }, words: [wanted] }: Asked): Promise<Page> {
    const bots = await this.bots.of(userId);
    const named = bots.filter(
      ({ id, name }) => id === wanted || name.toLowerCase() === wanted?.toLowerCase(),
    );
    const fitting = wanted === undefined ? bots : named;
    const [bot] = fitting;
    if (bot === undefined || fitting.length > 1)
      return whichBotPage(fitting.length > 1 ? fitting : bots, 'why', language);
    return whyPage(bot, await this.bots.explain(bot), language);
  }
}
