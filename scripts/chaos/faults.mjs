import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram } from '../verify/program.mjs';

/** A lease runs out after 15 s; what reads of it is then somebody else's. */
const LEASE_MS = 15_000;

/**
 * What can happen to a running installation. Each is done to `stage` and answers the wall time from which the bots are to go
 * on: the command to start again, or the moment at which the fault was over.
 */
export const FAULTS = {
  /** The program is gone, at any moment; somebody starts it again. */
  'kill -9': async (stage) => {
    await sleep(stage.random() * 1_500);
    return stage.restart();
  },
  /** The program sleeps and goes on where it was: its clocks have moved, its connections have not. */
  'SIGSTOP and SIGCONT': async (stage) => {
    stage.program.signal('SIGSTOP');
    await sleep(1_000 + stage.random() * 7_000);
    stage.program.signal('SIGCONT');
    return new Date();
  },
  /** It sleeps for longer than its leases last, somebody else takes over, and then it wakes up. */
  'SIGSTOP and take-over': async (stage) => {
    const sleeper = stage.program;
    sleeper.signal('SIGSTOP');
    const began = new Date();
    stage.program = await startProgram(stage.dataDir, stage.variables);
    await stage.program.ready();
    await stage.tradesSince(began, 3 * LEASE_MS);
    sleeper.signal('SIGCONT');
    await sleep(3_000);
    await sleeper.kill();
    return new Date();
  },
  'Postgres restart': async (stage) => {
    await stage.postgres.stop();
    await sleep(stage.random() * 2_000);
    await stage.postgres.start();
    return new Date();
  },
  'Postgres kill -9': async (stage) => {
    await stage.postgres.kill();
    await stage.postgres.start();
    return new Date();
  },
  /** Whoever commits cannot know whether it did. */
  'cut after COMMIT': async (stage) => {
    const { proxy } = stage.postgres;
    const before = proxy.commitsLost;
    proxy.loseCommits(3 + Math.floor(stage.random() * 20));
    await sleep(2_000);
    proxy.loseCommits(0);
    if (proxy.commitsLost === before) throw new Error('no commit was lost');
    return new Date();
  },
  'Redis restart': async (stage) => {
    if (stage.redis === null) return null;
    await stage.redis.stop();
    await sleep(stage.random() * 2_000);
    await stage.redis.start();
    return new Date();
  },
  'Redis FLUSHALL': async (stage) => {
    if (stage.redis === null) return null;
    await stage.redis.flush();
    return new Date();
  },
  /** Where queues stand in Postgres, their tables. */
  'queue deleted': async (stage) => {
    if (stage.redis !== null) await stage.redis.flush();
    await stage.postgres.with((client) => client.query('DROP SCHEMA IF EXISTS bullmq6 CASCADE'));
    return new Date();
  },
  'disk full': async (stage) => {
    if (!stage.disk.canFill) return null;
    await stage.disk.fill();
    // Its log is made of files that are there already; a new one has to find no room.
    const switchLog = (client) =>
      client.query('SELECT pg_logical_emit_message(true, $1, $1), pg_switch_wal()', ['full']);
    for (let log = 0; log < 8; log += 1) await stage.postgres.with(switchLog).catch(() => undefined);
    await sleep(3_000);
    await stage.disk.empty();
    // A server that could not write its log ends itself, and comes back as a service would bring it back.
    if (!(await stage.postgresAnswers())) {
      await stage.postgres.stop();
      await stage.postgres.start();
    }
    return new Date();
  },
};
