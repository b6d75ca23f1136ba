import { createHash } from 'node:crypto';
import type { JsonObject } from '../../pure/json.js';
import type { Terms } from './instance.js';
import type { BoundKernel, Strategy } from './strategy.port.js';

/** A kernel and what it was bound for. */
export interface SharedKernel {
  readonly kernel: BoundKernel;
  readonly terms: Terms;
}

/**
 * Kernels by what they are bound for: bots of equal settings under equal terms step with one and the same, which is a function
 * of both and of nothing else. One that nobody holds any more is forgotten.
 */
export class SharedKernels {
  private readonly known = new Map<string, WeakRef<SharedKernel>>();
  private readonly gone = new FinalizationRegistry<string>((name) => {
    if (this.known.get(name)?.deref() === undefined) this.known.delete(name);
  });

  constructor(private readonly strategy: Pick<Strategy, 'bind'>) {}

  /** @throws RangeError as `bind` of the strategy does. */
  bind(settings: JsonObject, terms: Terms): SharedKernel {
    const name = createHash('sha256')
      .update(JSON.stringify([settings, terms]))
      .digest('base64');
    const known = this.known.get(name)?.deref();
    if (known !== undefined) return known;
    const made = { kernel: this.strategy.bind(settings, terms), terms };
    this.known.set(name, new WeakRef(made));
    this.gone.register(made, name);
    return made;
  }
}
