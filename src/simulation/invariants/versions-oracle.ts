import { formatOf } from '../../shared/pure/strategy/newer-state.js';
import type { Instance, KernelRow } from '../../shared/platform/strategy/instance.js';
import type { Incarnation } from '../process/incarnation.js';
import type { RowChange } from '../store/memory-database.js';

export interface VersionsOracleParts {
  /** How long a process waits for one of the next version before it parks a bot of that. */
  readonly awaitedMs: number;
  readonly nowMs: () => number;
  /** The database of this world will lose what was committed, and is out of reach then. */
  readonly losesTime: boolean;
  /** True when nobody but who knows its format has written a state. */
  readonly isWhole: (state: object) => boolean;
  /** What a state says in the format of this version. */
  readonly plain: (state: object) => object;
  readonly say: (what: string) => void;
  readonly breaks: (invariant: string, details: string) => void;
}

const UNTOUCHED = 'M04 a state of a newer version is not written over';
const PARKED = 'M01 a bot is parked for its version only when nobody of it is there';
/** Some statements may be refused to whoever takes over. */
const TAKEN_OVER_IN_MS = 10_000;

/**
 * Two versions at work: what the next one has written is written again by the next one only, and a bot is parked because of it only where its
 * state is of the next version and no process of that was there to decide it.
 */
export class VersionsOracle {
  private readonly next: { readonly life: Incarnation; readonly sinceMs: number }[] = [];
  /** Bots whose states the next version has written. */
  private readonly ofNext = new Set<string>();
  private readonly parked = new Map<string, string>();
  private readonly told = new Set<string>();

  constructor(private readonly parts: VersionsOracleParts) {}

  /** A life of the next version comes up. */
  rises(life: Incarnation): void {
    this.next.push({ life, sinceMs: this.parts.nowMs() });
  }

  isNext(life: Incarnation): boolean {
    return this.next.some((one) => one.life === life);
  }

  isOfNext(instanceId: string): boolean {
    return this.ofNext.has(instanceId);
  }

  committed(changes: readonly RowChange[]): void {
    for (const { table, key, before, after } of changes) {
      if (table === 'kernel_state') this.wrote(key, before as KernelRow, after as KernelRow | undefined);
      if (table === 'instance') this.moved(before as Instance | undefined, after as Instance | undefined);
    }
  }

  /** The owner is told that a bot cannot go on. */
  failed(instanceId: string): void {
    this.told.add(instanceId);
  }

  /** In the end: owners know of what needs them. */
  atRest(): void {
    for (const [id, name] of this.parked)
      if (!this.told.has(id)) this.parts.breaks(PARKED, `nobody was told that ${name} is parked`);
  }

  private wrote(id: string, before: KernelRow | undefined, after: KernelRow | undefined): void {
    if (after === undefined) return;
    const [was, is] = [before === undefined ? 0 : formatOf(before.state), formatOf(after.state)];
    if (is < was) this.parts.breaks(UNTOUCHED, `${id} had format ${was} and has ${is}`);
    if (!this.parts.isWhole(after.state))
      this.parts.breaks(UNTOUCHED, `${id} is of format ${is}, and was changed by who does not know it`);
    if (is > formatOf(this.parts.plain(after.state))) this.ofNext.add(id);
  }

  private moved(before: Instance | undefined, after: Instance | undefined): void {
    if (after?.state !== 'failed' || before?.state === 'failed') return;
    const { id, name, stateReason } = after;
    this.parked.set(id, name);
    this.parts.say(`${name} is parked: ${stateReason}`);
    const { awaitedMs, nowMs, losesTime, breaks } = this.parts;
    if (stateReason?.startsWith('NewerState') !== true)
      breaks('no kernel throws', `${name} is parked: ${stateReason}`);
    const since = nowMs() - awaitedMs - TAKEN_OVER_IN_MS;
    const able = this.next.find(
      ({ life, sinceMs }) => life.alive && Math.max(sinceMs, life.awakeSinceMs) < since,
    );
    if (able !== undefined && !losesTime)
      breaks(PARKED, `${name} is parked, and ${able.life.name} could have decided it`);
  }
}
