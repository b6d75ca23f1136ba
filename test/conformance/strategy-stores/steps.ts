import fc from 'fast-check';
import type { Lease } from '../../../src/shared/platform/leases/shard-leases.port.js';
import type {
  ClosedTogether,
  KnownMembers,
  NewDecision,
  Wake,
} from '../../../src/shared/platform/strategy/decision-store.port.js';
import { seriesText, type SeriesKey } from '../../../src/shared/platform/strategy/instance.js';
import { epochMs } from '../../../src/shared/pure/time/epoch.js';
import { bucketOpen, TIMEFRAME_MS, type Timeframe } from '../../../src/shared/pure/time/timeframe.js';
import { movesOf, type Move, type PortStep } from '../alike/play.js';
import { candleAt, instanceOf, INSTANCES, kernelRow, SERIES, SYMBOLS, VENUE } from './rows.js';
import type { Side } from './sides.js';

type Step = PortStep<Side>;

const step =
  (name: string) =>
  (run: Step['run']): Step => ({ name, run });

const USERS = ['u-1', 'u-2'] as const;
const NAMES = ['first', 'second', 'third'] as const;
const START = Date.UTC(2026, 0, 5);
const FINEST: Timeframe = '5m';
const HOUR_MS = 3_600_000;

/** What moves the others on. */
const often = (arbitrary: fc.Arbitrary<Step>) => ({ weight: 8, arbitrary });

const id = fc.constantFrom(...INSTANCES);
const ids = fc.uniqueArray(id, { minLength: 1 });
const user = fc.constantFrom(...USERS);
const owner = fc.constantFrom('p-1', 'p-2');
const shard = fc.constantFrom(0, 1);
/** Ends of the finest candles: few, so that most are known already. */
const end = fc.integer({ min: 1, max: 7 }).map((n) => epochMs(START + n * TIMEFRAME_MS[FINEST]));
const state = fc.constantFrom('created', 'running', 'running', 'stopping', 'stopped', 'failed');
const settings = fc.record({
  signalTiming: fc.constantFrom('close', 'intrabar'),
  rsi: fc.integer({ min: 2, max: 4 }),
});
const lease: fc.Arbitrary<Lease> = fc.record({ shard, owner, fence: fc.integer({ min: 1, max: 2 }) });
const version = fc.integer({ min: 1, max: 3 });

const wakeOf = (series: SeriesKey, candleEnd: number): Wake => ({
  ...{ ...series, candleEnd: epochMs(candleEnd), step: null, correlationId: 'c-9' },
  candle: candleAt(bucketOpen(epochMs(candleEnd - 1), series.timeframe)),
  closedAt: epochMs(START),
});

const decisionOf = (instanceId: string, wake: Wake, acted: boolean): NewDecision => ({
  ...{ wake, instanceId, epoch: 2, settingsVersion: 1, acted },
  candle: { timeframe: FINEST, open: epochMs(wake.candleEnd - TIMEFRAME_MS[FINEST]) },
  evaluations: '[{"subject":"entry","outcome":"no","gates":[]}]',
  effects: acted ? '[{"kind":"place"}]' : '[]',
});

/** Of two tellings of one chapter the first one stays. */
const chapterOf = (number: number, telling: number) => ({
  number,
  content: { opening: ['buy'], initial: [[0, telling]], inherited: null },
});

const inShard = (of: number): readonly SeriesKey[] => SERIES.filter((series) => series.shard === of);

/** Bots that run, most of them: stores that nobody lives in say little. */
const populated: fc.Arbitrary<Move<Side>> = fc.subarray([...INSTANCES], { minLength: 2 }).map((some) => ({
  ...{ kind: 'transaction', fails: false, parted: true },
  steps: some.map((one, place) =>
    step('begin to live')(async ({ instances, now }, tx) => {
      const settings = { signalTiming: place === 1 ? 'intrabar' : 'close', rsi: 3 };
      await instances.create(
        tx,
        instanceOf({ id: one, userId: 'u-1', name: one, state: 'running', settings }),
      );
      await instances.saveKernel(tx, one, kernelRow({ version: 1, settings, decided: null }));
      await instances.change(tx, one, { startedAt: epochMs(now() - 60_000) });
    }),
  ),
}));

const inTransaction: readonly fc.MaybeWeightedArbitrary<Step>[] = [
  fc
    .record({ id, userId: user, name: fc.constantFrom(...NAMES), state, settings })
    .map((one) => step('create')(({ instances }, tx) => instances.create(tx, instanceOf(one)))),
  fc
    .record({ id, userId: fc.option(user, { nil: undefined }) })
    .map((one) => step('lock')(({ instances }, tx) => instances.lock(tx, one.id, one.userId))),
  fc
    .record({
      id,
      change: fc.record(
        {
          state,
          ...{ stateReason: fc.constantFrom(null, 'why'), epoch: fc.integer({ min: 0, max: 5 }) },
          endedAt: fc.constantFrom(null, epochMs(START)),
          ...{ settings, settingsVersion: version, timeframe: fc.constantFrom('5m', '15m') },
        },
        { requiredKeys: [] },
      ),
      startedInMs: fc.constantFrom(null, -60_000, 60_000),
    })
    .map((one) =>
      step('change')(({ instances, now }, tx) =>
        instances.change(tx, one.id, {
          ...one.change,
          ...(one.startedInMs !== null && { startedAt: epochMs(now() + one.startedInMs) }),
        }),
      ),
    ),
  fc
    .record({ id, version, settings, decided: fc.option(end, { nil: null }) })
    .map((one) =>
      step('saveKernel')(({ instances }, tx) => instances.saveKernel(tx, one.id, kernelRow(one))),
    ),
  id.map((one) => step('remove')(({ instances }, tx) => instances.remove(tx, one))),
  fc.record({ no: fc.integer({ min: 1, max: 9 }), id, at: end }).map((one) =>
    step('addReaction')(({ instances }, tx) =>
      instances.addReaction(tx, {
        ...{ id: `r-${one.no}`, instanceId: one.id, at: one.at, correlationId: 'c-2' },
        ...{ cause: { kind: 'filled' }, effects: [{ kind: 'place', leg: 'stop' }] },
      }),
    ),
  ),
  fc
    .record({ id, number: version })
    .map((one) =>
      step('addChapter')(({ instances }, tx) => instances.addChapter(tx, one.id, chapterOf(one.number, 1))),
    ),
  fc.record({ ids, number: version }).map((one) =>
    step('addChapters')(({ decisions }, tx) =>
      decisions.addChapters(
        tx,
        one.ids.map((instanceId) => ({ instanceId, ...chapterOf(one.number, 2) })),
      ),
    ),
  ),
  fc
    .record({ user, accountId: fc.constantFrom(null, 'a-1') })
    .map((one) =>
      step('halt')(({ instances }, tx) => instances.halt(tx, one.user, one.accountId, 'kill-switch')),
    ),
  fc
    .record({ user, accountId: fc.constantFrom(null, 'a-1') })
    .map((one) => step('resume')(({ instances }, tx) => instances.resume(tx, one.user, one.accountId))),
  often(
    fc
      .record({ end, whole: fc.boolean(), symbols: fc.subarray([...SYMBOLS], { minLength: 1 }) })
      .map((one) =>
        step('wake')(async ({ decisions }, tx) =>
          [...(await decisions.wake(tx, closedAt(one.end, one.symbols, one.whole)))].sort(),
        ),
      ),
  ),
  id.map((one) => step('isBusy in a transaction')(({ resume }, tx) => resume.isBusy(one, tx))),
  fc
    .record({ ids, end, known: fc.option(version, { nil: null }) })
    .map((one) =>
      step('lock deciding')(({ decisions }, tx) =>
        decisions.lock(
          tx,
          one.ids,
          one.end,
          new Map(one.known === null ? [] : one.ids.map((name) => [name, one.known!])),
        ),
      ),
    ),
  fc.record({ ids, lease, end, version, pinned: fc.option(settings, { nil: null }) }).map((one) =>
    step('saveStates')(({ decisions }, tx) =>
      decisions.saveStates(
        tx,
        one.lease,
        one.end,
        one.ids.map((instanceId) => ({
          ...{ instanceId, state: { held: '1' }, version: one.version },
          pinned: one.pinned === null ? null : { settings: one.pinned, version: 2, epoch: 4 },
        })),
      ),
    ),
  ),
  fc.record({ ids, end, series: fc.constantFrom(...SERIES), acted: fc.boolean() }).map((one) =>
    step('addDecisions')(({ decisions }, tx) =>
      decisions.addDecisions(
        tx,
        one.ids.map((name) => decisionOf(name, wakeOf(one.series, one.end), one.acted)),
      ),
    ),
  ),
  fc
    .record({
      ids,
      state: fc.constantFrom('stopping', 'failed'),
      reason: fc.constantFrom(null, 'out-of-range'),
      endedAt: fc.option(end, { nil: null }),
    })
    .map((one) =>
      step('nameStates')(({ decisions }, tx) =>
        decisions.nameStates(
          tx,
          one.ids.map((instanceId) => ({
            ...{ instanceId, state: one.state },
            ...{ reason: one.reason, endedAt: one.endedAt },
          })),
        ),
      ),
    ),
  fc.record({ shard, end, value: fc.constantFrom(null, 41.5) }).map((one) =>
    step('finish')(async ({ decisions }, tx) =>
      decisions.finish(
        tx,
        decidedOf(
          inShard(one.shard).map((series) => wakeOf(series, one.end)),
          one.value,
        ),
      ),
    ),
  ),
];

const decidedOf = (wakes: readonly Wake[], value: number | null) =>
  wakes.map((wake) => ({
    wake,
    snapshots: ['rsi', 'atr'].map((name) => ({
      ...{ name: name as 'rsi', length: 14, candleOpen: wake.candle.openTime },
      ...{ memory: { gain: 1.25, loss: 0.5 }, value, previous: null },
    })),
  }));

/** What a feed tells at the end of one of its candles: every candle that ends there, or only a coarse one that is overdue. */
function closedAt(at: number, symbols: readonly string[], whole: boolean): ClosedTogether {
  const all = (Object.keys(TIMEFRAME_MS) as Timeframe[]).filter(
    (timeframe) => at % TIMEFRAME_MS[timeframe] === 0 && ['5m', '15m'].includes(timeframe),
  );
  const timeframes = whole ? all : all.filter((timeframe) => timeframe !== FINEST);
  return {
    ...{ venue: VENUE, end: epochMs(at), step: whole ? 3 : null, correlationId: 'c-3' },
    ...{ closedAt: epochMs(START), ...(whole && { finest: FINEST }) },
    candles: symbols.flatMap((symbol) =>
      timeframes.map((timeframe) => ({
        ...{ symbol, timeframe, candle: candleAt(epochMs(at - TIMEFRAME_MS[timeframe])) },
      })),
    ),
  };
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((left, right) => (left.id < right.id ? -1 : 1));

/** What a deciding process does with the oldest candle of its shard. */
async function decide({ decisions, leases, unitOfWork }: Side, of: number, name: string): Promise<unknown> {
  const fence = (await leases.take([of], name, HOUR_MS, [])).find(({ owner }) => owner === name)?.fence ?? 1;
  const held = { shard: of, owner: name, fence };
  const waiting = await decisions.due(of, 50);
  const wakes = waiting.filter(({ candleEnd }) => candleEnd === waiting[0]!.candleEnd);
  const [first] = wakes;
  if (first === undefined) return 'nothing waits';
  return unitOfWork.run(async (tx) => {
    const begun = await decisions.begin(tx, wakes, held);
    const deciding = await decisions.lock(tx, INSTANCES, first.candleEnd, new Map());
    await decisions.saveStates(
      tx,
      held,
      first.candleEnd,
      deciding.map(({ instance, version: was }) => ({
        ...{ instanceId: instance.id, state: { at: first.candleEnd }, version: was, pinned: null },
      })),
    );
    await decisions.addDecisions(
      tx,
      deciding.map(({ instance }) => decisionOf(instance.id, first, true)),
    );
    decisions.finish(tx, decidedOf(wakes, 55));
    return [begun, deciding];
  });
}

/** Asks what has moved since the last time, and remembers it as a deciding process does. */
async function moved({ decisions, known }: Side, of: number): Promise<unknown> {
  const before = inShard(of).map(
    (series): KnownMembers => known.get(seriesText(series)) ?? { series, ids: [], marks: [] },
  );
  const answer = await decisions.moved(before);
  return [...answer]
    .sort(([left], [right]) => left - right)
    .map(([place, { members, left }]) => {
      const { series, ids: was, marks } = before[place]!;
      const now = new Map(was.map((name, at) => [name, marks[at]!]));
      for (const name of left) now.delete(name);
      for (const { id: name, mark } of members) now.set(name, mark);
      known.set(seriesText(series), { series, ids: [...now.keys()], marks: [...now.values()] });
      return [place, byId(members), [...left].sort()];
    });
}

const alone: readonly fc.MaybeWeightedArbitrary<Step>[] = [
  fc.record({ user, id }).map((one) => step('find')(({ instances }) => instances.find(one.user, one.id))),
  fc
    .record({ user, name: fc.constantFrom(...NAMES) })
    .map((one) => step('findByName')(({ instances }) => instances.findByName(one.user, one.name))),
  fc
    .record({ user, after: fc.option(id, { nil: null }), limit: fc.constantFrom(1, 10) })
    .map((one) => step('list')(({ instances }) => instances.list(one.user, one.after, one.limit))),
  fc
    .record({ user, id })
    .map((one) => step('kernelOf')(({ instances }) => instances.kernelOf(one.user, one.id))),
  id.map((one) => step('chapters')(({ instances }) => instances.chapters(one))),
  id.map((one) => step('reactions')(({ instances }) => instances.reactions(one, 3))),
  fc
    .record({ id, before: fc.option(end, { nil: null }), actedOnly: fc.boolean() })
    .map(({ id: of, ...one }) =>
      step('decisions')(({ instances }) => instances.decisions(of, { ...one, limit: 2 })),
    ),
  id.map((one) => step('decisionCounts')(({ instances }) => instances.decisionCounts(one))),
  fc.constant(step('resume.alive')(({ resume }) => resume.alive())),
  id.map((one) => step('resume.isBusy')(({ resume }) => resume.isBusy(one))),
  fc
    .record({ id, bootedInMs: fc.constantFrom(-2_000_000, -HOUR_MS * 3, 60_000), at: end })
    .map((one) =>
      step('resume.lateFills')(({ resume, now }) =>
        resume.lateFills(one.id, epochMs(now() + one.bootedInMs), one.at),
      ),
    ),
  fc.constant(step('counts')(({ instances }) => instances.counts())),
  often(
    fc
      .record({ shard, limit: fc.constantFrom(1, 2, 50) })
      .map((one) => step('due')(({ decisions }) => decisions.due(one.shard, one.limit))),
  ),
  fc.constant(step('waitingShards')(async ({ decisions }) => [...(await decisions.waitingShards())].sort())),
  often(shard.map((one) => step('moved')((side) => moved(side, one)))),
  ids.map((one) => step('bindings')(async ({ decisions }) => byId(await decisions.bindings(one)))),
  ids.map((one) => step('states')(async ({ decisions }) => byId(await decisions.states(one)))),
  shard.map((one) =>
    step('indicators')(async ({ decisions }) =>
      (await decisions.indicators(inShard(one))).map(({ series, snapshots }) => ({
        series,
        snapshots: [...snapshots].sort((left, right) => (left.name < right.name ? -1 : 1)),
      })),
    ),
  ),
  often(
    fc.record({ shard, owner }).map((one) => step('decide')((side) => decide(side, one.shard, one.owner))),
  ),
  fc
    .record({ shard, owner, ttl: fc.constantFrom(HOUR_MS, -1) })
    .map((one) => step('lease.take')(({ leases }) => leases.take([one.shard], one.owner, one.ttl, []))),
  fc.constantFrom(7, 45, 3_601).map((seconds) => step(`age ${seconds}`)(({ age }) => age(seconds))),
];

export const moves: fc.Arbitrary<readonly Move<Side>[]> = fc
  .tuple(populated, movesOf(inTransaction, alone))
  .map(([first, rest]) => [first, ...rest]);
