import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { KeptPosition } from '../../contracts/queries/list-kept-positions.query.js';
import type { Kept } from '../../domain/kept-position.js';
import type { LaneName } from './intent.js';

/** What an instance holds in one position, with what an order that closes it needs. */
export interface KeptHolding extends Kept {
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  readonly instanceId: string;
  readonly epoch: number;
  /** Its strategy has ended and its gate is closed and settled: nothing but we may move it. */
  readonly isOver: boolean;
  /** What its owner wants left of it, >= 0; null while nobody has asked to close it. */
  readonly left: Money | null;
  /** Newest cycle of the instance. */
  readonly cycle: number;
  /** Closes of this position that were made before, in all its lives. */
  readonly closes: number;
  /** Market orders of the instance that may still act. */
  readonly underWay: readonly string[];
  /** Last known price, plain decimal; null while none is. */
  readonly markPrice: string | null;
}

/** What bots that have stopped still hold. */
export abstract class KeptStore {
  /** @param lane null for all that the user has. */
  abstract list(userId: string, lane: LaneName | null): Promise<readonly KeptPosition[]>;

  /** What these instances hold, kept or not, locked; by position. */
  abstract of(tx: Tx, instanceIds: readonly string[]): Promise<readonly KeptHolding[]>;

  /** Remembers how much of this position its owner wants left; a new life of the instance forgets it. */
  abstract leave(tx: Tx, of: KeptHolding, left: Money): Promise<void>;

  /** Those that are larger than their owners want, of which no order is under way or has just been tried. */
  abstract due(): Promise<readonly KeptHolding[]>;
}
