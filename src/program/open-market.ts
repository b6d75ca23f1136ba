import { OpenFeed } from '../modules/exchange/contracts/commands/open-feed.command.js';
import { GetFeedStatus } from '../modules/exchange/contracts/queries/get-feed-status.query.js';
import type { Bus } from '../shared/platform/bus/bus.port.js';
import type { Config } from '../shared/platform/config/config.js';

/**
 * Lets the market of this process flow. The last thing of a start: whatever trades from the first candle on must be there
 * before it, or the same start at another speed would trade differently.
 */
export async function openMarket(bus: Bus, { roles, modules }: Config): Promise<void> {
  if (!roles.includes('feed') || !modules.includes('exchange')) return;
  const { venue } = await bus.ask(new GetFeedStatus({}));
  await bus.ask(new OpenFeed({ venue }));
}
