import type { Config } from '../../../../shared/platform/config/config.js';
import type { MarketFeed } from '../../application/ports/market-feed.port.js';
import { GeneratedFeed } from './generated-feed.js';
import { RecordedFeed } from './recorded-feed.js';

/** The feed that the configuration asks for. @throws StartupFailure when a recorded file cannot be read. */
export async function openFeed(config: Config): Promise<MarketFeed> {
  return config.feedFile === null ? new GeneratedFeed(config.feedSeed) : RecordedFeed.open(config.feedFile);
}
