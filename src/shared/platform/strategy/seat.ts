import type { Member } from './decision-store.port.js';
import type { Terms } from './instance.js';
import type { BoundKernel } from './strategy.port.js';

/** A kernel with the state that it goes on from; or what kept it from being bound. */
export type Bound = Steppable | { readonly kernel: null; readonly error: unknown };

interface Steppable {
  readonly kernel: BoundKernel;
  /** What the kernel was bound for. */
  readonly terms: Terms;
  readonly state: object;
}

/** A bot that no kernel could be bound for: it is parked at its next close. */
export interface Unbound {
  readonly member: Member;
  readonly error: unknown;
}

/**
 * One bot in the memory of the process that decides for it: what its kernel needs of it at a close. It is replaced,
 * never changed, when its row is another one.
 */
export class Seat {
  readonly terms: Terms;
  readonly state: object;
  readonly version: number;
  readonly isHalted: boolean;
  /** Newer settings wait to be taken. */
  readonly hasNewSettings: boolean;

  constructor(
    readonly member: Member,
    { state, terms }: Steppable,
  ) {
    this.terms = terms;
    this.state = state;
    this.version = member.version;
    this.isHalted = member.isHalted;
    this.hasNewSettings = member.wantedSettings !== member.settingsVersion;
  }
}
