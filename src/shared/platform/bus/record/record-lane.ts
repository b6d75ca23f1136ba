import type { Pool } from 'pg';
import type { Clock } from '../../clock/clock.port.js';
import type { Ids } from '../../clock/ids.port.js';
import type { PgTx } from '../../persistence/pg-tx.js';
import type { PgUnitOfWork } from '../../persistence/pg-unit-of-work.js';
import type { UnitOfWork } from '../../persistence/unit-of-work.port.js';
import { PgRecordRows } from './pg-record-rows.js';
import { RecordStations, type RecordStationsParts } from './record-stations.js';

export type { HostedHandler, RecordLaneObserver } from './record-stations.js';

export interface RecordLaneParts extends Omit<RecordStationsParts<PgTx>, 'rows'> {
  /** Short transactions of the relays; a small pool, so that a flood of records cannot starve trading. */
  readonly relayPool: Pool;
  readonly tradePool: Pool;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** The record lane in Postgres. */
export class RecordLane extends RecordStations<PgTx> {
  private readonly rows: PgRecordRows;

  constructor({ relayPool, tradePool, ...parts }: RecordLaneParts) {
    const rows = new PgRecordRows({ relayPool, tradePool, ids: parts.ids, clock: parts.clock });
    super({ ...parts, rows });
    this.rows = rows;
  }

  /** The one-transaction helper of `module`; usable before the lane runs, its records wait in the outbox. */
  unitOfWork(module: string, pool?: Pool): UnitOfWork & PgUnitOfWork {
    return this.rows.unitOfWork(module, this.hooks(module), pool);
  }
}
