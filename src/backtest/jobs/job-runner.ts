import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Bus } from '../../shared/platform/bus/bus.port.js';
import { Loop } from '../../shared/platform/bus/record/loop.js';
import { Clock, type Cancel } from '../../shared/platform/clock/clock.port.js';
import { Config } from '../../shared/platform/config/config.js';
import { Wakeups, type WakeConsumer } from '../../shared/platform/queue/wakeups.port.js';
import type { CandleChoice, JobProgress } from './job.js';
import { JobStore, type HeldJob } from './job-store.port.js';
import { runInThread, ThreadProgram } from './job-thread.js';
import { candleLines } from './run-job.js';
import { countCandles, readCandlePages } from './stored-candles.js';

/** A holder that says nothing for this long is taken for dead. */
export const LEASE_MS = 15_000;
const TELL_EVERY_MS = 1_000;
const SCAN_EVERY_MS = 5_000;
/** A job that has broken off so often is not begun again. */
const MOST_ATTEMPTS = 3;

/** The candles could not be read now; nothing is wrong with the job. */
class ReadingFailed extends Error {}

/** Why a run was ended from outside. */
class Ended extends Error {
  constructor(readonly why: 'stopping' | 'not-ours') {
    super(why);
  }
}

/**
 * Runs the backtests that wait, one at a time in each process that works, each in a thread of its own. The queue wakes it; a
 * scanner finds what nobody was woken for, and jobs whose process is gone. Such a job is begun anew from its row: a run
 * depends on nothing but the request and the candles, so it comes to the same result.
 */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Backtests');
  private readonly loop: Loop;
  private readonly stopping = new AbortController();
  private consumer: Promise<WakeConsumer> | null = null;
  private nextScan: Cancel = () => undefined;

  constructor(
    private readonly store: JobStore,
    private readonly bus: Bus,
    private readonly wakeups: Wakeups,
    private readonly clock: Clock,
    private readonly program: ThreadProgram,
    private readonly config: Config,
  ) {
    this.loop = new Loop(
      () => this.runNext(),
      (error) => this.logger.error({ message: 'backtests stall', error: String(error) }),
      clock,
    );
  }

  onApplicationBootstrap(): void {
    if (!this.config.roles.includes('worker')) return;
    this.consumer = this.wakeups.consume('backtest', async () => this.loop.nudge());
    // A queue that cannot be reached is reported by its adapter; until then the scanner finds the jobs.
    this.consumer.catch(() => undefined);
    this.scan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.nextScan();
    this.stopping.abort(new Ended('stopping'));
    const consumer = await this.consumer?.catch(() => null);
    await consumer?.close();
    await this.loop.stop();
  }

  private scan(): void {
    this.loop.nudge();
    this.nextScan = this.clock.schedule(SCAN_EVERY_MS, () => this.scan());
  }

  private async runNext(): Promise<boolean> {
    if (this.stopping.signal.aborted) return false;
    const job = await this.store.claim(LEASE_MS);
    if (job === null) return false;
    if (job.attempts > MOST_ATTEMPTS) {
      await this.store.fail(job, { code: 'gave-up', message: `it broke off ${MOST_ATTEMPTS} times` });
    } else {
      await this.run(job);
    }
    return true;
  }

  private async run(job: HeldJob): Promise<void> {
    const ours = new AbortController();
    const signal = AbortSignal.any([ours.signal, this.stopping.signal]);
    const telling = new Telling(job, this.store, this.clock, () => ours.abort(new Ended('not-ours')));
    try {
      const pages = this.pagesOf(job.request.candles, telling);
      const result = await runInThread(this.program, job.request, pages, {
        signal,
        progress: (progress) => telling.now(progress),
      });
      telling.stop();
      if (result.ok) await this.store.finish(job, result.value.outcome, result.value.page);
      else await this.store.fail(job, result.error);
    } catch (error) {
      telling.stop();
      await this.brokeOff(job, error);
    }
  }

  private async brokeOff(job: HeldJob, error: unknown): Promise<void> {
    if (error instanceof Ended) {
      if (error.why === 'stopping') await this.store.release(job);
      return;
    }
    this.logger.error({ message: 'a backtest broke off', jobId: job.id, error: String(error) });
    // Its lease runs out, and then it is begun again.
    if (error instanceof ReadingFailed) return;
    await this.store.fail(job, { code: 'internal-error', message: 'the run broke off; the log says why' });
  }

  private async *pagesOf(choice: CandleChoice, telling: Telling): AsyncGenerator<Uint8Array> {
    let done = 0;
    let total: number | null = null;
    try {
      for await (const candles of readCandlePages(this.bus, choice)) {
        total ??= countCandles(choice, candles[0]!.openTime);
        done += candles.length;
        telling.now({ phase: 'reading', done, total: Math.max(done, total) });
        yield candleLines(candles);
      }
    } catch (error) {
      throw new ReadingFailed(String(error), { cause: error });
    }
  }
}

/** Keeps the row of a running job up to date and our lease on it alive. */
class Telling {
  private progress: JobProgress = { phase: 'reading', done: 0, total: null };
  private stopped = false;
  private cancel: Cancel = () => undefined;

  constructor(
    private readonly job: HeldJob,
    private readonly store: JobStore,
    private readonly clock: Clock,
    private readonly onLost: () => void,
  ) {
    this.later();
  }

  now(progress: JobProgress): void {
    this.progress = progress;
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  private later(): void {
    if (!this.stopped) this.cancel = this.clock.schedule(TELL_EVERY_MS, () => void this.tell());
  }

  private async tell(): Promise<void> {
    // A database that does not answer now may answer in time; the lease decides.
    const isOurs = await this.store.progressed(this.job, this.progress, LEASE_MS).catch(() => true);
    if (!isOurs && !this.stopped) this.onLost();
    this.later();
  }
}
