import { isWhole, plainState } from '../casts/next-version.js';
import type { Incarnation } from '../process/incarnation.js';
import type { RowChange } from '../store/memory-database.js';
import { VersionsOracle } from './versions-oracle.js';

const OLD = { v: 1, held: 3 };
const NEXT = { v: 2, held: 3, asWritten: OLD };
const MINUTE_MS = 60_000;

const lifeOf = (alive: boolean, awakeSinceMs = 0) => ({ alive, awakeSinceMs, name: 'q.2' }) as Incarnation;

const kernel = (before: object, after: object): RowChange => ({
  table: 'kernel_state',
  key: 'i',
  before: { state: before },
  after: { state: after },
});

const parking = (stateReason: string): RowChange => ({
  ...{ table: 'instance', key: 'i' },
  before: { id: 'i', name: 'one', state: 'running' },
  after: { id: 'i', name: 'one', state: 'failed', stateReason },
});

/** What is found in what is committed after a minute, with these lives of the next version there since the start. */
function found(changes: readonly RowChange[], ...next: readonly Incarnation[]): readonly string[] {
  const broken: string[] = [];
  let nowMs = 0;
  const oracle = new VersionsOracle({
    ...{ awaitedMs: 15_000, nowMs: () => nowMs, losesTime: false, isWhole, plain: plainState },
    say: () => undefined,
    breaks: (_, details) => void broken.push(details),
  });
  for (const life of next) oracle.rises(life);
  nowMs = MINUTE_MS;
  oracle.committed(changes);
  oracle.failed('i');
  oracle.atRest();
  return broken;
}

describe('the oracle of two versions', () => {
  it('lets pass what goes forward, and what the next version changes', () => {
    expect(found([kernel(OLD, NEXT)])).toEqual([]);
    const other = { v: 1, held: 4 };
    expect(found([kernel(NEXT, { ...other, v: 2, asWritten: other })])).toEqual([]);
  });

  it('finds a newer state that is written over, or changed by who does not know it', () => {
    expect(found([kernel(NEXT, OLD)])).toEqual(['i had format 2 and has 1']);
    expect(found([kernel(NEXT, { ...NEXT, held: 4 })])).toEqual([
      'i is of format 2, and was changed by who does not know it',
    ]);
  });

  it('finds a bot that is parked while a process of its version is there and awake', () => {
    const parked = [parking('NewerState: format 2')];
    expect(found(parked)).toEqual([]);
    expect(found(parked, lifeOf(false))).toEqual([]);
    expect(found(parked, lifeOf(true, MINUTE_MS - 1_000))).toEqual([]);
    expect(found(parked, lifeOf(true))).toEqual(['one is parked, and q.2 could have decided it']);
  });

  it('finds a bot that is parked for anything else', () => {
    expect(found([parking('TypeError: x')])).toEqual(['one is parked: TypeError: x']);
  });
});
