import type { Binding, Member } from './decision-store.port.js';
import type { Terms } from './instance.js';
import { SharedKernels, type SharedKernel } from './shared-kernels.js';
import type { BoundKernel, Strategy } from './strategy.port.js';

/** Names a kernel: the settings of a version in a run of a bot. */
type Bindable = Pick<Member, 'id' | 'epoch' | 'settingsVersion'>;

interface Bound {
  readonly epoch: number;
  readonly settingsVersion: number;
  readonly shared: SharedKernel;
}

interface Remembered {
  readonly version: number;
  readonly state: object;
}

/**
 * What this process has in memory of the instances it decides for: their kernels, bound once for each epoch and settings
 * version, and their last committed states. A cache and no more: the row's version says whether a state is still the one.
 */
export class BoundKernels {
  private readonly bound = new Map<string, Bound>();
  private readonly states = new Map<string, Remembered>();
  private readonly shared: SharedKernels;

  constructor(strategy: Pick<Strategy, 'bind'>) {
    this.shared = new SharedKernels(strategy);
  }

  /** The kernel of a member; null when it has to be bound first. */
  of({ id, epoch, settingsVersion }: Bindable): BoundKernel | null {
    const bound = this.bound.get(id);
    return bound?.epoch === epoch && bound.settingsVersion === settingsVersion ? bound.shared.kernel : null;
  }

  /** Call it with what is committed only: the kernel of an instance is looked for by what is stored. */
  bind({ id, epoch, settingsVersion, settings, terms }: Binding): BoundKernel {
    const known = this.of({ id, epoch, settingsVersion });
    if (known !== null) return known;
    const shared = this.shared.bind(settings, terms);
    this.bound.set(id, { epoch, settingsVersion, shared });
    return shared.kernel;
  }

  /**
   * The kernel of an instance as a transaction has it. Nothing is kept of it: what the transaction has made of the instance may
   * be undone.
   */
  within({ settings, terms, ...named }: Binding): BoundKernel {
    return this.of(named) ?? this.shared.bind(settings, terms).kernel;
  }

  /** @throws Error when the instance is not bound. */
  termsOf(id: string): Terms {
    const bound = this.bound.get(id);
    if (bound === undefined) throw new Error(`${id} is not bound`);
    return bound.shared.terms;
  }

  /** Versions whose states need not be read again. */
  versions(instanceIds: readonly string[]): ReadonlyMap<string, number> {
    const known = instanceIds.flatMap((id): [string, number][] => {
      const remembered = this.states.get(id);
      return remembered === undefined ? [] : [[id, remembered.version]];
    });
    return new Map(known);
  }

  /** True when the state of that version is at hand. */
  knows(id: string, version: number): boolean {
    return this.states.get(id)?.version === version;
  }

  /** @throws Error when that version is not remembered: it was asked for by `versions` of the same instances. */
  state(id: string, version: number): object {
    const remembered = this.states.get(id);
    if (remembered?.version !== version) throw new Error(`version ${version} of ${id} is not remembered`);
    return remembered.state;
  }

  /** Call it after the commit only: a version that was rolled back will be given to another state. */
  remember(id: string, version: number, state: object): void {
    this.states.set(id, { version, state });
  }

  forget(id: string): void {
    this.bound.delete(id);
    this.states.delete(id);
  }
}
