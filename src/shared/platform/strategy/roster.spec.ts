import { epochMs } from '../../pure/time/epoch.js';
import { BoundKernels } from './bound-kernels.js';
import type { DecisionStore, Member } from './decision-store.port.js';
import type { SeriesKey, Terms } from './instance.js';
import { Roster } from './roster.js';
import { ShardMemory } from './shard-memory.js';
import type { BoundKernel } from './strategy.port.js';

const KEY: SeriesKey = { venue: 'okx', symbol: 'BTC/USDT:USDT', timeframe: '1m', shard: 1 };

const kernel = { indicators: [], like: () => null } as unknown as BoundKernel;

/** Rows of one bot that goes on so often, each time right after something of it was read. */
function storeOf(changes: number): DecisionStore {
  let version = 1;
  const goOn = (): void => {
    if (version <= changes) version += 1;
  };
  const member = (): Member => ({
    ...{ id: 'i', accountId: 'a', epoch: 1, settingsVersion: 1, wantedSettings: 1, isHalted: false, version },
    ...{ decidedAt: epochMs(0), mark: String(version) },
  });
  return {
    moved: async ([known]: Parameters<DecisionStore['moved']>[0]) => {
      const now = member();
      const isKnown = known!.marks[0] === now.mark;
      goOn();
      return isKnown ? new Map() : new Map([[0, { members: [now], left: [] }]]);
    },
    bindings: async () => [{ id: 'i', epoch: 1, settings: {}, settingsVersion: 1, terms: {} as Terms }],
    states: async () => {
      const now = { id: 'i', version, state: { version } };
      goOn();
      return [now];
    },
    indicators: async () => [],
  } as unknown as DecisionStore;
}

const refreshed = async (changes: number): Promise<readonly string[]> => {
  const series = new ShardMemory(1).of(KEY);
  await new Roster(storeOf(changes), new BoundKernels({ bind: () => kernel }), 1).refresh([series]);
  return series.known.marks;
};

describe('the bots of a series as they are stored', () => {
  test('one that has gone on while it was read is there as it is then', async () => {
    await expect(refreshed(0)).resolves.toEqual(['1']);
    await expect(refreshed(1)).resolves.toEqual(['2']);
    await expect(refreshed(3)).resolves.toEqual(['4']);
  });

  test('where that has no end nothing is decided', async () => {
    await expect(refreshed(100)).rejects.toThrow('bots go on changing while they are read');
  });
});
