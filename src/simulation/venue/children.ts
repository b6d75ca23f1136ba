import type { Draws } from '../kernel/draws.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Faults } from '../process/faults.js';
import type { BookOrder } from './book-order.js';

/** The longest that an order which acts for another one is on its way. */
const LATEST_BIRTH_MS = 6_000;

/** How orders that act for others come to be. */
export interface Births {
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  /** The order is there, under this id, and acts. */
  readonly born: (parent: BookOrder, venueOrderId: string) => void;
}

/**
 * Conditional orders of a venue that do not act by themselves: one that triggers ends, and some moments later another order is born that
 * acts in its place. In between no list shows any of the two.
 */
export class Children {
  private count = 0;

  private constructor(private readonly births: Births) {}

  /** Null in worlds whose conditional orders act by themselves. */
  static in(births: Births): Children | null {
    return births.faults.strikes('conditional-child', 'venue') ? new Children(births) : null;
  }

  /** The order has triggered and has ended. */
  triggered(parent: BookOrder): void {
    const { kernel, draws, born } = this.births;
    this.count += 1;
    const venueOrderId = `c${this.count}`;
    const inMs = draws.whole('a child is born', 0, LATEST_BIRTH_MS);
    kernel.after(inMs, `${venueOrderId} is born`, () => born(parent, venueOrderId));
  }
}
