import { FeedStepper } from '../../src/modules/exchange/application/feed-stepper.js';
import type { SubmitOrdersData } from '../../src/modules/exchange/contracts/commands/submit-orders.command.js';
import { tellPhase } from '../../src/modules/exchange/application/paper/tell-phase.js';
import { FeedLease } from '../../src/modules/exchange/application/feed-lease.js';
import { Settlement } from '../../src/shared/platform/bus/settlement.port.js';
import { HeldLeases } from '../../src/shared/platform/leases/held-leases.js';
import { PgLeaseRows } from '../../src/shared/platform/leases/outbound/pg-lease-rows.js';
import { LocalStreams } from '../../src/shared/platform/bus/local-streams.js';
import type { Candle } from '../../src/shared/pure/market/candle.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import type { WireOrder } from '../../src/shared/pure/strategy/wire-order.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';
import { candlesOf, ListFeed, PERPETUAL, SPOT, Stage, START, type Ohlc, type ToldRecord } from './stage.js';

const FLAT: Ohlc = ['60000', '60000', '60000', '60000'];

/** Remembers what each wait for settlement found told, and lets a trader answer before the step is settled. */
class TradersSettle extends Settlement {
  readonly log: string[] = [];
  answers: Readonly<Record<string, () => Promise<unknown>>> = {};

  constructor(private readonly stage: Stage) {
    super();
  }

  override async untilSettled(step: number): Promise<void> {
    const told = await this.stage.told(step - 1, step);
    for (const record of told) {
      const line = `${step}: ${describeRecord(record)}`;
      if (this.log.includes(line)) continue;
      this.log.push(line);
      await this.answers[line]?.();
    }
  }
}

const minuteOf = (at: number): number => (at - START) / 60_000;

const describeRecord = ({ type, data }: ToldRecord): string =>
  type === 'candles'
    ? `close ${data.candles[0]!.candle.close}`
    : type === 'passed'
      ? `passed ${minuteOf(data.from)} to ${minuteOf(data.to)}`
      : data.executions
          .map((execution) =>
            execution.kind === 'filled'
              ? `${execution.phase} ${execution.clientOrderId} @ ${execution.price}`
              : `${execution.kind} ${'clientOrderId' in execution ? execution.clientOrderId : ''}`,
          )
          .join(', ');

describe('the feed with a paper venue', () => {
  let database: TestDatabase;
  const stages: Stage[] = [];
  /** Names of processes that are known to be gone. */
  const gone = new Set<string>();

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close();
    gone.clear();
    await database.drop();
  });

  function start(rows: readonly Ohlc[]): Stage {
    const stage = new Stage(database.url, new ListFeed(candlesOf(rows)));
    stages.push(stage);
    return stage;
  }

  function leaseOf(stage: Stage, owner: string): FeedLease {
    const rows = new PgLeaseRows(stage.database.pool('trade'), 'exchange');
    const isGone = async (other: string) => gone.has(other);
    return new FeedLease(new HeldLeases({ rows, clock: stage.clock, owner, isGone }));
  }

  function stepperOf(stage: Stage, settlement: Settlement, failures: unknown[] = [], fills: string[] = []) {
    return new FeedStepper({
      ...{ venue: 'paper', feed: stage.feed, paper: stage.venue, streams: new LocalStreams(), settlement },
      ...{ clock: stage.clock, speed: 1e9, lease: leaseOf(stage, `process ${stages.indexOf(stage)}`) },
      filled: (symbol) => fills.push(symbol),
      failed: (error) => failures.push(error),
    });
  }

  const submit = (stage: Stage, id: string, order: WireOrder, symbol = PERPETUAL, accountId = 'a') => {
    const operation = { op: 'place', clientOrderId: id, order, leg: id, cycle: 1, reason: id } as const;
    const data: SubmitOrdersData = {
      ...{ accountId, symbol, deadline: epochMs(8e15) },
      operations: [{ ...operation, replaces: null }],
    };
    return stage.desk.submit(data);
  };

  const market = (side: 'buy' | 'sell'): WireOrder => ({
    type: 'market',
    side,
    reduceOnly: false,
    size: '0.01',
  });
  const limit = (side: 'buy' | 'sell', price: string): WireOrder => ({
    ...{ type: 'limit', side, reduceOnly: false, price, size: '0.01' },
  });

  it('settles every happening of an open, then the path, then the close, each as a step of its own', async () => {
    const stage = start([FLAT, ['60000', '60500', '59000', '60100'], ['60100', '60100', '60100', '60100']]);
    await stage.openAccount('a');
    await stage.prepare('a', PERPETUAL);
    await stage.prepare('a', SPOT);
    await stage.openAccount('b');
    await stage.prepare('b', PERPETUAL);
    const settle = new TradersSettle(stage);
    settle.answers = {
      // Decided at a close: acts at the next open, one happening per book and step.
      '1: close 60000': async () => {
        await submit(stage, 'first', market('buy'));
        await submit(stage, 'second', market('buy'));
        await submit(stage, 'coins', market('buy'), SPOT);
        await submit(stage, 'other', market('sell'), PERPETUAL, 'b');
      },
      // Caused by a fill at the open: active on the path of the same candle.
      '2: open first @ 60012': () => submit(stage, 'target', limit('sell', '60400')),
      // Caused by a fill on the path: active from the next open on, where it fills at its own price.
      '4: path target @ 60400': () => submit(stage, 'again', limit('buy', '60300')),
    };
    const fills: string[] = [];
    const stepper = stepperOf(stage, settle, [], fills);
    expect(stepper.open()).toBe(true);
    await eventually(() => stepper.status().state === 'ended');
    expect(settle.log).toEqual([
      '1: close 60000',
      '2: open coins @ 60012',
      '2: open first @ 60012',
      '2: open other @ 59988',
      '3: open second @ 60012',
      '4: path target @ 60400',
      '5: close 60100',
      '6: open again @ 60300',
      '7: close 60100',
    ]);
    expect(fills).toHaveLength(6);
    expect(stage.venue.position).toMatchObject({ step: 7, phase: 'close', cursor: { row: 3 } });
  });

  it('tells that time has passed, once and as a step of its own, before it opens a candle after missing ones', async () => {
    const [first, second, third] = candlesOf([FLAT, FLAT, ['61000', '61000', '61000', '61000']]);
    const later = (missing: number, { openTime, ...rest }: Candle): Candle => ({
      ...rest,
      openTime: epochMs(openTime + missing * 60_000),
    });
    const stage = new Stage(database.url, new ListFeed([first!, later(5, second!), later(5, third!)]));
    stages.push(stage);
    await stage.openAccount('a');
    await stage.prepare('a', PERPETUAL);
    const settle = new TradersSettle(stage);
    // What the closed coarse candle makes somebody decide is there when the next candle opens.
    settle.answers = { '2: passed 1 to 6': () => submit(stage, 'late', market('buy')) };
    const stepper = stepperOf(stage, settle);
    stepper.open();
    await eventually(() => stepper.status().state === 'ended');
    expect(settle.log).toEqual([
      '1: close 60000',
      '2: passed 1 to 6',
      '3: open late @ 60012',
      '4: close 60000',
      '5: close 61000',
    ]);
    await stage.prepare('a', SPOT);
    expect(await stage.venue.take(tellPhase)).toBeNull();
  });

  it('costs one transaction for a candle in which nothing happens', async () => {
    const stage = start([FLAT, FLAT, FLAT, FLAT]);
    await stage.openAccount('a');
    await stage.prepare('a', PERPETUAL);
    await submit(stage, 'far', limit('buy', '50000'));
    await stage.venue.take(tellPhase);
    const before = stage.unitOfWork.commits;
    for (let candle = 0; candle < 3; candle += 1)
      expect((await stage.venue.take(tellPhase))?.phase).toBe('close');
    expect(stage.unitOfWork.commits - before).toBe(3);
    expect(await stage.venue.take(tellPhase)).toBeNull();
  });

  it('knows orders from the open, the path and the close apart', async () => {
    const stage = start([FLAT, ['60000', '60600', '59400', '60000'], ['60200', '60200', '60200', '60200']]);
    await stage.openAccount('a');
    await stage.prepare('a', PERPETUAL);
    await stage.venue.take(tellPhase);
    await submit(stage, 'entry', market('buy'));
    await submit(stage, 'resting', limit('sell', '60500'));
    expect((await stage.venue.take(tellPhase))?.phase).toBe('open');
    await submit(stage, 'at-open', limit('buy', '59500'));
    expect((await stage.venue.take(tellPhase))?.phase).toBe('path');
    // Reached at its first open: a venue would have filled it on the way, so it gets its own price.
    await submit(stage, 'on-path', limit('sell', '60100'));
    expect((await stage.venue.take(tellPhase))?.phase).toBe('close');
    // Decided when the price was known: crosses the market at the next open and gets the better price.
    await submit(stage, 'at-close', limit('sell', '60150'));
    while ((await stage.venue.take(tellPhase)) !== null);
    const executions = (await stage.told(-1)).flatMap((record) =>
      record.type === 'executions' ? record.data.executions : [],
    );
    expect(
      executions.map((execution) =>
        execution.kind === 'filled'
          ? [execution.clientOrderId, execution.phase, execution.price, execution.liquidity]
          : execution.kind,
      ),
    ).toEqual([
      ['entry', 'open', '60012', 'taker'],
      ['at-open', 'path', '59500', 'maker'],
      ['resting', 'path', '60500', 'maker'],
      ['on-path', 'open', '60100', 'maker'],
      ['at-close', 'open', '60200', 'taker'],
    ]);
  });

  it('does the work of one process again when another one came before, on what that one has written', async () => {
    const rows = [FLAT, FLAT, FLAT];
    const first = start(rows);
    await first.openAccount('a');
    await first.prepare('a', PERPETUAL);
    const second = start(rows);
    await second.venue.prepare();
    await first.venue.take(tellPhase);
    expect(await submit(second, 'late', limit('buy', '50000'))).toMatchObject([{ outcome: 'accepted' }]);
    expect(await submit(first, 'stale', limit('buy', '50000'))).toMatchObject([{ outcome: 'accepted' }]);
    await first.venue.take(tellPhase);
    await second.venue.take(tellPhase);
    expect(await first.venue.take(tellPhase)).toBeNull();
    expect((await first.told(-1)).map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  it('tries again after any failure, and goes on behind a process that has stepped without the lease', async () => {
    const rows = Array.from({ length: 6 }, () => FLAT);
    const first = start(rows);
    const second = start(rows);
    const failures: unknown[] = [];
    let broken = true;
    second.unitOfWork.before = () => {
      if (broken) throw new Error('the database is away');
    };
    await first.venue.prepare();
    let stolen = false;
    const stepper = stepperOf(
      second,
      {
        untilSettled: async (step) => {
          if (step !== 2 || stolen) return;
          stolen = true;
          await first.venue.take(tellPhase);
        },
      },
      failures,
    );
    stepper.open();
    await eventually(() => failures.length > 0);
    broken = false;
    await eventually(() => stepper.status().state === 'ended');
    expect(failures.every((error) => (error as Error).message === 'the database is away')).toBe(true);
    expect((await first.told(-1)).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
    await stepper.stop();
  });

  it.each(['gives the feed back', 'is gone without a word'])(
    'one process steps; another stands by, and goes on where that one stood when it %s',
    async (end) => {
      const rows = Array.from({ length: 8 }, () => FLAT);
      const [first, second] = [start(rows), start(rows)];
      const here: { [stepper: string]: number[] } = { first: [], second: [] };
      let goOn!: () => void;
      const halfWay = new Promise<void>((resolve) => (goOn = resolve));
      const firsts = stepperOf(first, {
        untilSettled: async (step, signal) => {
          here['first']!.push(step);
          if (step !== 4) return;
          const stopped = new Promise<void>((resolve) =>
            signal.addEventListener('abort', () => {
              resolve();
            }),
          );
          await Promise.race([halfWay, stopped]);
          throw new Error('ended in the middle');
        },
      });
      const seconds = stepperOf(second, { untilSettled: async (step) => void here['second']!.push(step) });
      firsts.open();
      await eventually(() => here['first']!.includes(4));
      seconds.open();
      await eventually(() => seconds.status().state === 'standby' && seconds.step === 4);
      expect(seconds.marketTime).toBe(firsts.marketTime);
      if (end === 'gives the feed back') await firsts.stop();
      else gone.add('process 0');
      await eventually(() => seconds.status().state === 'ended');
      expect(here).toEqual({ first: [0, 1, 2, 3, 4], second: [4, 5, 6, 7, 8] });
      expect((await first.told(-1)).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      goOn();
      await Promise.all([firsts.stop(), seconds.stop()]);
    },
  );

  it('whoever has slept for longer than its lease lasts stands by when it wakes', async () => {
    const rows = Array.from({ length: 4 }, () => FLAT);
    const [sleeper, other] = [start(rows), start(rows)];
    const asleep: (() => void)[] = [];
    const slept = stepperOf(sleeper, {
      untilSettled: (step) =>
        step === 2 ? new Promise<void>((resolve) => asleep.push(resolve)) : Promise.resolve(),
    });
    slept.open();
    await eventually(() => asleep.length > 0);
    gone.add('process 0');
    const others = stepperOf(other, { untilSettled: async () => undefined });
    others.open();
    await eventually(() => others.status().state === 'ended');
    // What the sleeper remembers of its lease has run out meanwhile, as the clock that never goes back says.
    jest.spyOn(sleeper.clock, 'monotonicMs').mockReturnValue(sleeper.clock.monotonicMs() + 60_000);
    for (const wake of asleep) wake();
    await eventually(() => slept.status().state === 'standby' && slept.step === 4);
    expect((await other.told(-1)).map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    await Promise.all([slept.stop(), others.stop()]);
  });
});
