import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { HeldSizes, KeptInput, OpenPart } from '../../domain/index.js';
import type { HeldPosition, Strategy } from './position-store.port.js';

export interface PageOfPositions {
  readonly state: 'open' | 'closed';
  readonly after: { readonly at: EpochMs; readonly positionId: string } | null;
  readonly limit: number;
}

/** Sums over the positions of one holder on one instrument. */
export interface HolderSums {
  readonly strategy: Strategy;
  readonly instanceId: string | null;
  readonly venue: string;
  readonly symbol: string;
  readonly realised: Money;
  readonly fees: Money;
  readonly funding: Money;
  readonly open: OpenPart;
}

/** What a day has added for one holder on one instrument. */
export interface DaySums extends Pick<HolderSums, 'instanceId' | 'venue' | 'symbol'> {
  readonly realised: Money;
  readonly fees: Money;
  readonly funding: Money;
}

export interface InstrumentSizes extends HeldSizes {
  readonly venue: string;
  readonly symbol: string;
  readonly positions: number;
}

/** Positions as people and other modules ask for them, always of one user. */
export abstract class PositionReads {
  abstract list(userId: string, page: PageOfPositions): Promise<readonly HeldPosition[]>;

  abstract get(userId: string, positionId: string): Promise<HeldPosition | null>;

  /** By strategy, holder, venue and symbol; of one instance when it is given. */
  abstract sums(userId: string, instanceId?: string): Promise<readonly HolderSums[]>;

  /** Fills and funding from `from` on. */
  abstract sumsSince(userId: string, from: EpochMs): Promise<readonly DaySums[]>;

  abstract countFills(userId: string, instanceId: string): Promise<number>;

  /** Open sizes by venue and symbol. */
  abstract openSizes(userId: string): Promise<readonly InstrumentSizes[]>;

  /** Everything of a user at one moment: positions, and in their order the inputs they are the fold of. */
  abstract everything(
    userId: string,
  ): Promise<{ readonly positions: readonly HeldPosition[]; readonly inputs: readonly KeptInput[] }>;

  /** Open positions of the whole installation. */
  abstract countOpen(): Promise<number>;
}
