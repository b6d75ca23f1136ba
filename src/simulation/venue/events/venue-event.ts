import type { Draws } from '../../kernel/draws.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { FaultKind } from '../../process/fault-kinds.js';
import type { Faults } from '../../process/faults.js';
import type { Condition, Conditions } from '../conditions.js';
import type { VenueProfile } from '../profiles.js';
import type { Venue } from '../venue.js';

/** What an event of a venue finds around it. */
export interface Scene {
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly venue: Venue;
  readonly conditions: Conditions;
  readonly profile: VenueProfile;
  readonly accounts: readonly string[];
  readonly symbols: readonly string[];
  /** Whether the part with faults is over: nothing new happens any more. */
  readonly isOver: () => boolean;
  readonly say: (what: string) => void;
  /** A person has looked at what has happened, and resumes trading. */
  readonly looked: () => void;
  /** The stream of the venue is back, and whoever reads it has noticed. */
  readonly reconnected: () => void;
}

/** Something that venues do by themselves. */
export interface VenueEvent {
  readonly kind: FaultKind;
  /** Between two moments at which it may happen. */
  readonly everyMs: readonly [number, number];
  readonly happen: (scene: Scene) => void;
}

/** Whether it happens is asked every so often. A seed in which it never does has nothing to do with it, and is what it was. */
export function mayHappen(scene: Scene, { kind, everyMs: [from, to], happen }: VenueEvent): void {
  const { kernel, draws, faults, isOver } = scene;
  if (faults.of(kind) === 0) return;
  const again = (): void =>
    void kernel.after(draws.whole(`${kind} is due`, from, to), `${kind} may come`, () => {
      if (isOver()) return;
      if (faults.strikes(kind, 'venue')) happen(scene);
      again();
    });
  again();
}

/** A person looks at it some time after they were told. */
export function isLookedAt({ kernel, draws, looked, isOver }: Scene, what: string): void {
  kernel.after(draws.whole(`somebody looks at ${what}`, 3_000, 12_000), `${what} was looked at`, () => {
    if (!isOver()) looked();
  });
}

/** Something holds for a while. */
export function holds(
  { kernel, conditions, say }: Scene,
  what: string,
  forMs: number,
  condition: Condition,
  after: () => void = () => undefined,
): void {
  say(`${what} for ${forMs} ms`);
  const end = conditions.begin(condition);
  kernel.after(forMs, `the end of: ${what}`, () => {
    end();
    after();
  });
}
