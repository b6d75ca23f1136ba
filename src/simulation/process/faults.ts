import type { Draw, Draws } from '../kernel/draws.js';

/** Kinds of faults; each can be left out when a failing run is made smaller. */
export const FAULT_KINDS = [
  'crash',
  'pause',
  'clock-skew',
  'database-refuses',
  'commit-lost',
  'commit-unknown',
  'database-slow',
  'wakeup-lost',
  'wakeup-late',
  'request-lost',
  'answer-lost',
  'request-late',
  'answer-late',
  'server-error',
  'rate-limited',
  'garbage',
  'read-fails',
  'read-stale',
  'wrong-not-found',
  'frame-lost',
  'frame-twice',
  'frame-late',
  'reject-at-ack',
  'reject-after-ack',
  'partial-fills',
  'price-jump',
  'foreign-orders',
  'user-stops',
  'user-halts',
  'double-command',
  'maintenance',
  'stream-breaks',
  'stream-silent',
  'key-revoked',
  'ban',
  'liquidation',
  'trigger-without-margin',
  'tick-changes',
  'old-position',
  'user-amends',
  'wakeup-twice',
  'queue-flushed',
  'database-conflict',
  'clock-steps',
  'telegram-down',
  'telegram-429',
  'database-fails-over',
  'database-restored',
  'host-off',
  'hedge-mode',
  'adl',
  'user-edits',
  'crash-in-recovery',
  'request-limits',
  'funding',
  'history-window',
  'conditional-child',
  'candle-prices',
  'spot-account',
  'third-coin',
  'telegram-talk',
  'update-twice',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** One fault that was allowed to happen: its kind, and which time of its site it was. */
export interface FaultNote {
  readonly kind: FaultKind;
  readonly site: string;
}

/** How likely each kind is at its strongest; a seed draws its own share of that. */
const STRONGEST: Readonly<Record<FaultKind, number>> = {
  crash: 4,
  pause: 3,
  'clock-skew': 1,
  'database-refuses': 0.02,
  'commit-lost': 0.02,
  'commit-unknown': 0.03,
  'database-slow': 0.08,
  'wakeup-lost': 0.3,
  'wakeup-late': 0.3,
  'request-lost': 0.15,
  'answer-lost': 0.2,
  'request-late': 0.15,
  'answer-late': 0.1,
  'server-error': 0.1,
  'rate-limited': 0.08,
  garbage: 0.06,
  'read-fails': 0.15,
  'read-stale': 0.5,
  'wrong-not-found': 0.15,
  'frame-lost': 0.25,
  'frame-twice': 0.3,
  'frame-late': 0.3,
  'reject-at-ack': 0.08,
  'reject-after-ack': 0.06,
  'partial-fills': 0.6,
  'price-jump': 0.03,
  'foreign-orders': 0.15,
  'user-stops': 0.25,
  'user-halts': 0.08,
  'double-command': 0.2,
  maintenance: 0.3,
  'stream-breaks': 0.3,
  'stream-silent': 0.3,
  'key-revoked': 0.25,
  ban: 0.3,
  liquidation: 0.3,
  'trigger-without-margin': 0.5,
  'tick-changes': 0.3,
  'old-position': 0.3,
  'user-amends': 0.8,
  'wakeup-twice': 0.3,
  'queue-flushed': 0.1,
  'database-conflict': 0.03,
  'clock-steps': 0.6,
  'telegram-down': 0.6,
  'telegram-429': 0.2,
  'database-fails-over': 0.4,
  'database-restored': 0.4,
  'host-off': 0.3,
  'hedge-mode': 0.8,
  adl: 0.3,
  'user-edits': 0.7,
  'crash-in-recovery': 0.7,
  'request-limits': 0.6,
  funding: 0.9,
  'history-window': 3,
  'conditional-child': 1.5,
  'candle-prices': 0.8,
  'spot-account': 0.8,
  'third-coin': 0.8,
  'telegram-talk': 4,
  'update-twice': 0.3,
};

export interface FaultPlan {
  /** Kinds that never happen. */
  readonly without: ReadonlySet<FaultKind>;
  /** Single occurrences that do not happen: `kind site number`. */
  readonly skip: ReadonlySet<string>;
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
      const share = draws.unit(`fault strength ${kind}`);
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
