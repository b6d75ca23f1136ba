import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MarketClock } from '../shared/platform/clock/market-clock.port.js';
import type { Config } from '../shared/platform/config/config.js';
import { KeyRing } from '../shared/platform/vault/key-ring.js';
import type { OpenPostgres } from '../shared/platform/persistence/open-postgres.js';

export interface StartFacts {
  readonly config: Config;
  readonly postgres: OpenPostgres;
  readonly url: string;
  readonly version: string;
}

/** What a person sees after the start: what is running, in which mode, where, and how to stop it. */
export async function startBlock(app: NestFastifyApplication, facts: StartFacts): Promise<readonly string[]> {
  const { config, postgres, url, version } = facts;
  const market = app.get(MarketClock, { strict: false }).now();
  const clock = market === null ? 'not yet known' : new Date(market.at).toISOString();
  const rows: readonly (readonly [string, string])[] = [
    ['Mode', 'PAPER (no order leaves this machine)'],
    [
      'Market',
      `${marketName(config)}, market time ${clock}, up to ${config.feedSpeed} candles of 1m a second`,
    ],
    ['API', `${url}/api/v1   description: ${url}/docs`],
    ['Health', `${url}/ready   metrics: ${url}/metrics`],
    ['Data', postgres.dataDir ?? 'the database of DATABASE_URL'],
    ['Queue', config.redisUrl === null ? 'BullMQ on Postgres' : 'BullMQ on Redis'],
    ['Keys', keysText(app.get(KeyRing), config)],
    ['Roles', `${config.roles.join(', ')}   modules: ${config.modules.join(', ')}`],
    ['Stop', 'Ctrl-C'],
  ];
  return [
    '',
    `TradingBoost ${version} is running`,
    ...rows.map(([name, text]) => `  ${name.padEnd(8)}${text}`),
    '',
  ];
}

/** Where the master key of exchange keys is, and who can use it. */
function keysText({ source, file, opens }: KeyRing, { roles }: Config): string {
  if (source === 'none') return 'no master key: exchange keys are not taken until TB_MASTER_KEY is set';
  if (!opens) return 'this process seals exchange keys and cannot open them';
  const shared =
    roles.includes('api') && roles.includes('worker') ? 'shared process' : 'this process opens them';
  const made = source === 'made' ? 'made just now, ' : '';
  return file === null ? shared : `${shared}; master key ${made}in ${file}: keep a copy`;
}

function marketName({ feedFile, feedSeed }: Config): string {
  return feedFile === null ? `SIMULATED (generated, seed ${feedSeed})` : `RECORDED (${feedFile})`;
}
