import type { Wake } from '../../shared/platform/strategy/decision-store.port.js';
import type { Instance, KernelRow } from '../../shared/platform/strategy/instance.js';
import type { NewReaction } from '../../shared/platform/strategy/instance-store.port.js';
import { plainState } from '../casts/next-version.js';
import type { RowChange } from '../store/memory-database.js';
import type { DecisionRow, SeriesRow } from '../store/strategies/strategy-tables.js';

/** Tables that say what bots have become. */
const OF_BOTS: ReadonlySet<string> = new Set([
  ...['kernel_state', 'decision', 'reaction', 'instance', 'series', 'wake', 'halt'],
]);

/** What people ask of a bot between two candles and its kernel answers: the reaction that says what it was. */
const ASKED: ReadonlySet<unknown> = new Set(['close-asked', 'pause-asked', 'continue-asked']);

export const isOfBots = ({ table }: RowChange): boolean => OF_BOTS.has(table);

export interface InstanceMove {
  readonly before: Instance | undefined;
  readonly after: Instance | undefined;
}

/** What one transaction of a strategy has committed, as far as it says what its bots have become. What is explained is taken off. */
export class CommittedPart {
  readonly instances: InstanceMove[] = [];
  readonly series: SeriesRow[] = [];
  /** Those that have come, and those that have gone. */
  readonly wakes: { readonly key: string; readonly wake: Wake; readonly isNew: boolean }[] = [];
  halts = false;
  private readonly kernels = new Map<string, KernelRow[]>();
  private readonly decisions = new Map<string, DecisionRow>();
  private readonly reactions = new Map<string, NewReaction[]>();

  constructor(changes: readonly RowChange[]) {
    for (const change of changes) this.take(change);
  }

  /** The next state that was written for a bot. */
  kernelOf(id: string): KernelRow | undefined {
    return this.kernels.get(id)?.shift();
  }

  decisionOf(id: string): DecisionRow | undefined {
    const decision = this.decisions.get(id);
    this.decisions.delete(id);
    return decision;
  }

  /** The next reaction of a bot, without taking it off. */
  peekReaction(id: string): NewReaction | undefined {
    return this.reactions.get(id)?.[0];
  }

  reactionOf(id: string): NewReaction | undefined {
    return this.reactions.get(id)?.shift();
  }

  /** Orders that a bot was told to have lost, after a start of the program. */
  get lost(): readonly NewReaction[] {
    return [...this.reactions.values()]
      .flat()
      .filter(({ cause }) => cause['kind'] === 'resumed' && 'leg' in cause);
  }

  /** What a person has asked of a bot. It stays where it is: of what comes of it, something may be told before. */
  get asked(): readonly NewReaction[] {
    return [...this.reactions.values()].flat().filter(({ cause }) => ASKED.has(cause['kind']));
  }

  /** What nothing has explained; null when all is. */
  get left(): string | null {
    for (const [id, rows] of this.kernels) if (rows.length > 0) return `a state of ${id}`;
    for (const id of this.decisions.keys()) return `a decision of ${id}`;
    for (const [id, rows] of this.reactions) if (rows.length > 0) return `a reaction of ${id}`;
    return null;
  }

  private take({ table, key, before, after }: RowChange): void {
    switch (table) {
      case 'kernel_state':
        if (after !== undefined) put(this.kernels, key, plain(after as KernelRow));
        break;
      case 'decision':
        if (before === undefined) this.decisions.set((after as DecisionRow).instanceId, after as DecisionRow);
        break;
      case 'reaction':
        if (before === undefined)
          put(this.reactions, (after as NewReaction).instanceId, after as NewReaction);
        break;
      case 'instance':
        this.instances.push({ before: before as Instance | undefined, after: after as Instance | undefined });
        break;
      case 'series':
        this.series.push(after as SeriesRow);
        break;
      case 'wake':
        this.wakes.push({ key, wake: (after ?? before) as Wake, isNew: after !== undefined });
        break;
      case 'halt':
        this.halts = true;
        break;
    }
  }
}

/** Whichever version has written it: what it says is the same. */
const plain = (row: KernelRow): KernelRow => ({ ...row, state: plainState(row.state) });

function put<Row>(rows: Map<string, Row[]>, key: string, row: Row): void {
  const there = rows.get(key);
  if (there === undefined) rows.set(key, [row]);
  else there.push(row);
}
