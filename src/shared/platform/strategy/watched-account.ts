import type { AccountFacts } from '../../pure/strategy/input.js';

/**
 * Stands where the facts of an account would be and notes that somebody has looked. Kernels are pure: a step that has not
 * looked comes to the same whatever the account has, and one that has is made again with the facts.
 */
export interface WatchedAccount extends AccountFacts {
  looked: boolean;
  /** Before the next step. */
  forget(): void;
}

export function watchedAccount(): WatchedAccount {
  return {
    looked: false,
    forget() {
      this.looked = false;
    },
    get equity(): null {
      this.looked = true;
      return null;
    },
    get cash(): null {
      this.looked = true;
      return null;
    },
  };
}
