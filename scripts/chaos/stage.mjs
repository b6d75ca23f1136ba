import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { furnishBots } from '../verify/furnish-bots.mjs';
import { startProgram } from '../verify/program.mjs';
import { makeDisk, openPostgres, openRedis } from './servers.mjs';

/** Newest time at which a decision was committed or an order command was. */
const LAST_ACT = `SELECT greatest((SELECT max(decided_at) FROM grid.series), (SELECT max(decided_at) FROM hyper_rsi.series),
  (SELECT max(created_at) FROM orders.intent)) AS at`;

const TOLD = `SELECT count(*)::int AS told FROM exchange.outbox WHERE type = 'exchange.candles-received.v1'`;

/** The program with its servers: what faults happen to. */
export class Stage {
  /** Times at which the program ended although nobody had asked it to: whoever supervises it starts it again. */
  endedByItself = [];
  program = null;

  constructor({ disk, postgres, redis, random, feedSpeed }) {
    Object.assign(this, { disk, postgres, redis, random });
    this.dataDir = join(disk.folder, 'data');
    mkdirSync(this.dataDir, { recursive: true });
    this.variables = {
      DATABASE_URL: postgres.url,
      TB_DEMO: 'off',
      TB_FEED_SPEED: feedSpeed,
      TB_LOG_LEVEL: 'error',
    };
    this.useRedis(redis !== null);
  }

  static async open({ random, feedSpeed }) {
    const disk = makeDisk();
    const postgres = await openPostgres(disk.folder);
    const redis = await openRedis(disk.folder);
    return new Stage({ disk, postgres, redis, random, feedSpeed });
  }

  /** Queues on Redis or on Postgres, from the next start on. */
  useRedis(wanted) {
    this.variables = { ...this.variables, REDIS_URL: wanted ? this.redis.url : undefined };
    for (const [name, value] of Object.entries(this.variables))
      if (value === undefined) delete this.variables[name];
  }

  /** The bots are made by a program of this process, which is ended before the first round. */
  async furnish(bots) {
    const { startProgram: startHere } = await import('../../dist/main.js');
    const env = { ...this.variables, TB_DATA_DIR: this.dataDir, PORT: '0', TB_RECORD_RETENTION_HOURS: '100' };
    const program = await startHere({
      env,
      print: () => undefined,
      furnish: (bus) => furnishBots(bus, bots),
    });
    await program.stop();
  }

  async start() {
    const at = new Date();
    this.program = await startProgram(this.dataDir, this.variables);
    return at;
  }

  /** As a supervisor would: the old one is certainly dead before the new one is started. */
  async restart() {
    if (this.program.exitCode() === null) await this.program.kill();
    return this.start();
  }

  /** The supervisor's part: a program that has ended by itself is started again. */
  async supervise() {
    const code = this.program.exitCode();
    if (code === null) return;
    this.endedByItself.push({ code, said: this.program.output().slice(-300) });
    await this.start();
  }

  /** @returns milliseconds from `since` to the first decision or order after it that was committed; null when none came in time. */
  async tradesSince(since, withinMs) {
    const deadline = performance.now() + withinMs;
    while (performance.now() < deadline) {
      await this.supervise();
      const at = await this.postgres
        .with(async (client) => (await client.query(LAST_ACT)).rows[0].at)
        .catch(() => null);
      if (at !== null && at > since) return at - since;
      await sleep(25);
    }
    return null;
  }

  /** Lets the market go on for so many candles, so that the next misfortune meets bots at work. */
  async works(candles, withinMs) {
    const deadline = performance.now() + withinMs;
    let first = null;
    while (performance.now() < deadline) {
      await this.supervise();
      const told = await this.postgres
        .with(async (client) => (await client.query(TOLD)).rows[0].told)
        .catch(() => null);
      first ??= told;
      if (told !== null && told >= first + candles) return;
      await sleep(50);
    }
  }

  async postgresAnswers() {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const answers = await this.postgres
        .with((client) => client.query('SELECT 1'))
        .then(
          () => true,
          () => false,
        );
      if (answers) return true;
      await sleep(100);
    }
    return false;
  }

  async close() {
    if (this.program !== null && this.program.exitCode() === null) await this.program.kill();
    await this.redis?.close();
    await this.postgres.close();
    this.disk.remove();
  }
}
