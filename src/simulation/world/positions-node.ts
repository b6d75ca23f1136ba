import type { Bus } from '../../shared/platform/bus/bus.port.js';
import { routeOf, type RecordHandler } from '../../shared/platform/bus/on-record.js';
import type { HostedHandler } from '../../shared/platform/bus/record/record-stations.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { AdjustPosition } from '../../modules/positions/application/adjust-position.handler.js';
import { ChargeFunding } from '../../modules/positions/application/charge-funding.handler.js';
import { FoldFill } from '../../modules/positions/application/fold-fill.handler.js';
import { FundingBook } from '../../modules/positions/application/funding-book.js';
import { FundingWatch, type FundingPace } from '../../modules/positions/application/funding-watch.js';
import type { FundingStore } from '../../modules/positions/application/ports/funding-store.port.js';
import type { PositionStore } from '../../modules/positions/application/ports/position-store.port.js';
import type { Incarnation } from '../process/incarnation.js';

/** A world is a minute and a half, so bills are asked for and given up in seconds. */
const PACE: FundingPace = { lookEveryMs: 5_000, askEveryMs: 15_000, patienceMs: 40_000 };

/** The ports of Positions, as one life of one process has them. */
export interface PositionsPorts {
  readonly positions: PositionStore;
  readonly bills: FundingStore;
  readonly bus: Bus;
}

export interface PositionsNodeParts extends PositionsPorts {
  readonly life: Incarnation;
  readonly unitOfWork: UnitOfWork;
  readonly failed: (error: unknown) => void;
}

/** Positions in one process, put together as its module does it: the same classes, other ports. Nobody reads a report. */
export class PositionsNode {
  readonly handlers: readonly HostedHandler[];
  readonly watch: FundingWatch;

  constructor({ positions, bills, bus, life, unitOfWork, failed }: PositionsNodeParts) {
    const { clock, ids } = life;
    const book = new FundingBook(positions, bills);
    this.watch = new FundingWatch({ bills, book, unitOfWork, bus, clock, failed, pace: PACE });
    const handlers: readonly RecordHandler<never>[] = [
      new FoldFill(positions, bills, ids),
      new AdjustPosition(positions),
      new ChargeFunding(book),
    ];
    this.handlers = handlers.map((handler) => ({ route: routeOf(handler.constructor)!, handler }));
  }
}
