import type { Draw, Draws } from '../kernel/draws.js';
import { FAULT_KINDS, STRONGEST, type FaultKind } from './fault-kinds.js';

/** One fault that was allowed to happen: its kind, and which time of its site it was. */
export interface FaultNote {
  readonly kind: FaultKind;
  readonly site: string;
}

export interface FaultPlan {
  /** Kinds that never happen. */
  readonly without: ReadonlySet<FaultKind>;
  /** Single occurrences that do not happen: `kind site number`. */
  readonly skip: ReadonlySet<string>;
  /** Kinds that are as strong as they get, whatever the seed draws. */
  readonly strongest?: ReadonlySet<FaultKind>;
}

export const ALL_FAULTS: FaultPlan = { without: new Set(), skip: new Set() };

/** Which faults a seed has. About a third of the kinds are absent from each, so that every kind also comes alone. */
export class Faults {
  private readonly strengths = new Map<FaultKind, number>();
  private readonly sites = new Map<FaultKind, Map<string, Draw>>();
  private readonly numbers = new Map<string, number>();
  /** What has happened, by `kind site`. */
  readonly happened = new Map<string, number>();
  /** Single occurrences, in order; for making a run smaller. */
  readonly occurrences: string[] = [];
  private quiet = false;

  constructor(
    private readonly draws: Draws,
    private readonly plan: FaultPlan,
  ) {
    for (const kind of FAULT_KINDS) {
      const drawn = draws.unit(`fault strength ${kind}`);
      const share = plan.strongest?.has(kind) === true ? 1 : drawn;
      const strength = share < 1 / 3 || plan.without.has(kind) ? 0 : ((share - 1 / 3) * 1.5) ** 1.5;
      this.strengths.set(kind, strength * STRONGEST[kind]);
      this.sites.set(kind, new Map());
    }
  }

  /** How likely a kind is in this seed. */
  of(kind: FaultKind): number {
    return this.quiet ? 0 : this.strengths.get(kind)!;
  }

  /** From here on nothing fails any more. */
  stop(): void {
    this.quiet = true;
  }

  /** Whether a fault of this kind happens at this site now. */
  strikes(kind: FaultKind, site: string): boolean {
    const probability = this.of(kind);
    if (probability === 0 || this.drawAt(kind, site)() >= probability) return false;
    return this.note(kind, site);
  }

  /** Counts one that was planned otherwise; false when it is one of those that are to be left out. */
  note(kind: FaultKind, site: string): boolean {
    const name = `${kind} ${site}`;
    const number = (this.numbers.get(name) ?? 0) + 1;
    this.numbers.set(name, number);
    const occurrence = `${name} ${number}`;
    if (this.plan.without.has(kind) || this.plan.skip.has(occurrence)) return false;
    this.occurrences.push(occurrence);
    this.happened.set(name, (this.happened.get(name) ?? 0) + 1);
    return true;
  }

  private drawAt(kind: FaultKind, site: string): Draw {
    const sites = this.sites.get(kind)!;
    const there = sites.get(site);
    if (there !== undefined) return there;
    const draw = this.draws.at(`${kind} ${site}`);
    sites.set(site, draw);
    return draw;
  }

  /** Strengths for a report. */
  get drawn(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      [...this.strengths]
        .filter(([, value]) => value > 0)
        .map(([kind, value]) => [kind, Number(value.toFixed(4))]),
    );
  }
}
