import { CloseInput } from './close-input.js';
import type { Need } from './indicator-memory.js';
import { seriesText, type SeriesKey } from './instance.js';
import { namesOf } from './peers.js';
import { SeriesMemory, type Surroundings } from './series-memory.js';
import { watchedAccount } from './watched-account.js';

/** What the deciding process has in memory of one shard. It is good for as long as its fence stands, and no longer. */
export class ShardMemory implements Surroundings {
  readonly account = watchedAccount();
  private readonly series = new Map<string, SeriesMemory>();
  private readonly inputs = new Map<string, CloseInput>();

  constructor(readonly fence: number) {}

  of(key: SeriesKey): SeriesMemory {
    const name = seriesText(key);
    const known = this.series.get(name);
    if (known !== undefined) return known;
    const { venue, symbol, timeframe, shard } = key;
    const made = new SeriesMemory({ venue, symbol, timeframe, shard }, this);
    this.series.set(name, made);
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
