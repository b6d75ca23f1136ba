import { CloseInput } from './close-input.js';
import type { Need } from './indicator-memory.js';
import type { SeriesKey } from './instance.js';
import { namesOf } from './peers.js';
import { SeriesMemory, type Surroundings } from './series-memory.js';
import { watchedAccount } from './watched-account.js';

/** What the deciding process has in memory of one shard. It is good for as long as its fence stands, and no longer. */
export class ShardMemory implements Surroundings {
  readonly account = watchedAccount();
  /** By symbol. */
  private readonly series = new Map<string, readonly SeriesMemory[]>();
  private readonly inputs = new Map<string, CloseInput>();

  constructor(readonly fence: number) {}

  of({ venue, symbol, timeframe, shard }: SeriesKey): SeriesMemory {
    const named = this.series.get(symbol) ?? [];
    const known = named.find(({ key }) => key.timeframe === timeframe && key.venue === venue);
    if (known !== undefined) return known;
    const made = new SeriesMemory({ venue, symbol, timeframe, shard }, this);
    this.series.set(symbol, [...named, made]);
    return made;
  }

  readonly inputOf = (needs: readonly Need[]): CloseInput => {
    const names = namesOf(needs);
    const key = names.join(' ');
    const known = this.inputs.get(key);
    if (known !== undefined) return known;
    const made = new CloseInput(names, this.account);
    this.inputs.set(key, made);
    return made;
  };
}
