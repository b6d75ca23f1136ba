import type { AnswerOf, Ask } from '../../shared/pure/messages/message.js';
import { ok } from '../../shared/pure/result.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import { Bus, type AskOptions } from '../../shared/platform/bus/bus.port.js';
import { seriesText } from '../../shared/platform/strategy/instance.js';
import type { Wake } from '../../shared/platform/strategy/decision-store.port.js';
import type { BoundKernel } from '../../shared/platform/strategy/strategy.port.js';
import { GetCandles } from '../../modules/market-data/contracts/queries/get-candles.query.js';
import { otherwise } from './changed-port.js';
import type { Mutation, ShellGround, ShellPorts } from './mutation.js';

/** Later than any candle. */
const NEVER = epochMs(4_102_444_800_000);

type Step = BoundKernel['step'];

/** A fault of the shell alone. */
const inShell = (
  name: string,
  summary: string,
  sought: Pick<Mutation, 'finds' | 'needs'>,
  shell: NonNullable<Mutation['shell']>,
): Mutation => ({ name, summary, ...sought, shell });

/** Every kernel steps otherwise; `of` is called once for each that is bound. */
const stepping =
  (of: (right: Step, ground: ShellGround) => Step) =>
  (ports: ShellPorts, ground: ShellGround): ShellPorts => ({
    ...ports,
    strategy: otherwise(ports.strategy, {
      bind: (right, settings, terms) => {
        const kernel = right(settings, terms);
        return { ...kernel, like: () => null, step: of(kernel.step, ground) };
      },
    }),
  });

/** History answers nothing to whoever asks for what came since some candle. */
class BusWithoutGaps extends Bus {
  constructor(private readonly inner: Bus) {
    super();
  }

  override async ask<A extends Ask<object, unknown>>(message: A, options?: AskOptions): Promise<AnswerOf<A>> {
    const answer = await this.inner.ask(message, options);
    return message instanceof GetCandles && message.data.from !== null ? (ok([]) as AnswerOf<A>) : answer;
  }
}

/** What can be done wrong by which a decision depends on what has become of its process. */
export const DECIDING_MUTATIONS: readonly Mutation[] = [
  inShell(
    'state-kept-in-memory',
    'A process goes on from the state that it has written last, committed or not, and not from the one that is stored.',
    { finds: ['I22'] },
    (ports) => {
      const written = new Map<string, object>();
      return {
        ...ports,
        decisions: otherwise(ports.decisions, {
          saveStates: async (right, tx, lease, candleEnd, changes) => {
            await right(tx, lease, candleEnd, changes);
            for (const { instanceId, state } of changes) written.set(instanceId, state);
          },
          lock: async (right, tx, ids, candleEnd, known) =>
            (await right(tx, ids, candleEnd, known)).map((row) => ({
              ...row,
              state: written.get(row.instance.id) ?? row.state,
            })),
        }),
      };
    },
  ),
  inShell(
    'candle-decided-twice',
    'After a start the last candle is decided again, as nobody remembers whether it was.',
    { finds: ['I4', 'I22'] },
    (ports, { memory }) => {
      const again = new Set<string>();
      const lastOf = (shard: number): string => `last wakes of ${ports.strategy.kind} in shard ${shard}`;
      return {
        ...ports,
        decisions: otherwise(ports.decisions, {
          due: async (right, shard, limit) => {
            const wakes = await right(shard, limit);
            if (again.has(lastOf(shard))) return wakes;
            again.add(lastOf(shard));
            return [...((memory.get(lastOf(shard)) as readonly Wake[] | undefined) ?? []), ...wakes];
          },
          begin: (right, tx, _, lease) => right(tx, [], lease),
          moved: async (right, known) =>
            new Map(
              [...(await right(known))].map(([place, { members, left }]) => [
                place,
                { left, members: members.map((member) => ({ ...member, decidedAt: null })) },
              ]),
            ),
          lock: (right, tx, ids, _, known) => right(tx, ids, NEVER, known),
          finish: (right, tx, decided) => {
            right(tx, decided);
            const wakes = decided.map(({ wake }) => wake);
            if (wakes.length > 0) memory.set(lastOf(wakes[0]!.shard), wakes);
          },
        }),
      };
    },
  ),
  inShell(
    'candle-passed-over',
    'After a start only the newest candle of those that wait is decided.',
    { finds: ['I4', 'I22'] },
    (ports) => {
      const begun = new Set<number>();
      let passed: readonly Wake[] = [];
      return {
        ...ports,
        decisions: otherwise(ports.decisions, {
          due: async (right, shard, limit) => {
            const wakes = await right(shard, limit);
            if (begun.has(shard)) return wakes;
            begun.add(shard);
            const newest = new Set(new Map(wakes.map((wake) => [seriesText(wake), wake])).values());
            passed = [...passed, ...wakes.filter((wake) => !newest.has(wake))];
            return wakes.filter((wake) => newest.has(wake));
          },
          finish: (right, tx, decided) => {
            const series = new Set(decided.map(({ wake }) => seriesText(wake)));
            const here = passed.filter((wake) => series.has(seriesText(wake)));
            passed = passed.filter((wake) => !here.includes(wake));
            right(tx, [...here.map((wake) => ({ wake, snapshots: [] })), ...decided]);
          },
        }),
      };
    },
  ),
  inShell(
    'memory-beside-the-state',
    'A kernel counts in memory how many candles it has seen, and waits for the third after every start of its process.',
    { finds: ['I22'] },
    stepping((right, { life }) => {
      let seen = 0;
      return (state, input, stamp) => {
        if (input.kind === 'candle-closed' && !life.name.endsWith('.1') && (seen += 1) < 3)
          return { state, outputs: [] };
        return right(state, input, stamp);
      };
    }),
  ),
  inShell(
    'clock-in-a-decision',
    'A bot rests for the last seconds of every ten, by the clock of its process and not by that of the market.',
    { finds: ['I22'] },
    stepping((right, { life }) => (state, input, stamp) => {
      const rests = input.kind === 'candle-closed' && life.clock.now() % 10_000 >= 7_000;
      return right(state, rests ? { ...input, tradingAllowed: false } : input, stamp);
    }),
  ),
  inShell(
    'gap-not-caught-up',
    'An indicator goes on from what is stored without the candles that have closed since.',
    { finds: ['I22'], needs: ['user-stops'] },
    (ports) => ({ ...ports, bus: new BusWithoutGaps(ports.bus) }),
  ),
];
