import { mustKnow } from '../../pure/strategy/newer-state.js';
import type { BoundKernels } from './bound-kernels.js';
import type { DecisionStore, Member } from './decision-store.port.js';
import { seriesText } from './instance.js';
import type { Bound } from './seat.js';
import type { SeriesMemory } from './series-memory.js';

/** One that goes on changing while it is read is looked at so often. */
const MOST_LOOKS = 8;

/** Brings what is in memory of some series up to what is stored: reads what has changed, and nothing else. */
export class Roster {
  constructor(
    private readonly store: DecisionStore,
    private readonly kernels: BoundKernels,
    /** The newest format of states that is known. */
    private readonly stateFormat: number,
  ) {}

  /**
   * A bot that has gone on between two statements is looked at again: left out it would not be asked at this close.
   * @param series of one shard.
   * @throws Error when there is no end to that; then nothing may be decided by what is in memory.
   * @throws NewerState when the state of one of them cannot be read: none of the series can be decided here.
   */
  async refresh(series: readonly SeriesMemory[]): Promise<void> {
    for (let look = 1; look <= MOST_LOOKS; look += 1) {
      const moved = await this.store.moved(series.map(({ known }) => known));
      if (moved.size === 0) return;
      const members = [...moved.values()].flatMap((change) => change.members);
      const bound = await this.bound(members);
      for (const [place, change] of moved) series[place]!.reseat(change, ({ id }) => bound.get(id) ?? null);
      await this.restore(series.filter(({ isUnread }) => isUnread));
      if (members.every(({ id }) => bound.has(id))) return;
    }
    throw new Error('bots go on changing while they are read');
  }

  private async restore(unread: readonly SeriesMemory[]): Promise<void> {
    if (unread.length === 0) return;
    const stored = await this.store.indicators(unread.map(({ key }) => key));
    const byName = new Map(stored.map(({ series, snapshots }) => [seriesText(series), snapshots]));
    for (const series of unread) series.restore(byName.get(seriesText(series.key)) ?? []);
  }

  /** Kernels and states by id; without those that were started anew or have gone on since their members were read. */
  private async bound(members: readonly Member[]): Promise<ReadonlyMap<string, Bound>> {
    const { kernels, store } = this;
    await this.readStates(members);
    const errors = new Map<string, unknown>();
    const unbound = members.filter((member) => kernels.of(member) === null).map(({ id }) => id);
    for (const binding of unbound.length === 0 ? [] : await store.bindings(unbound)) {
      try {
        kernels.bind(binding);
      } catch (error) {
        errors.set(binding.id, error);
      }
    }
    const bound = new Map<string, Bound>();
    for (const member of members) {
      const { id, version } = member;
      const kernel = kernels.of(member);
      if (errors.has(id)) bound.set(id, { kernel: null, error: errors.get(id) });
      else if (kernel !== null && kernels.knows(id, version))
        bound.set(id, { kernel, terms: kernels.termsOf(id), state: kernels.state(id, version) });
    }
    return bound;
  }

  /** Before anything is bound: settings that belong to a newer state may be newer, too. @throws NewerState */
  private async readStates(members: readonly Member[]): Promise<void> {
    const { kernels, store, stateFormat } = this;
    const unknown = members.filter(({ id, version }) => !kernels.knows(id, version)).map(({ id }) => id);
    for (const { id, version, state } of unknown.length === 0 ? [] : await store.states(unknown)) {
      mustKnow(stateFormat, state, id);
      kernels.remember(id, version, state);
    }
  }
}
