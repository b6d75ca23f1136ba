import { FORGOTTEN, UNDECIDED_MS, venueTerms } from '../../modules/orders/domain/index.js';
import type { RowChange } from '../store/memory-database.js';
import type { IntentRow } from '../store/orders/orders-tables.js';
import { VENUE } from '../world/cast.js';

/** Clocks differ, and reads lag behind: what may be forgotten is doubted so much sooner. */
const MARGIN_MS = venueTerms(VENUE).marginMs;

/**
 * Orders that a person is asked about: not one of them before its time has come by the clock of the database, which has
 * stamped it, or before its venue may have forgotten it. Whoever is woken for nothing does not come the next time.
 */
export class HandedToPeople {
  constructor(
    private readonly nowMs: () => number,
    /** For how long the venue tells of executions. */
    private readonly rememberedMs: () => number,
    private readonly breaks: (invariant: string, details: string) => void,
  ) {}

  /** A transaction of orders was committed. */
  committed(changes: readonly RowChange[]): void {
    for (const { table, before, after } of changes) {
      if (table !== 'intent' || (after as IntentRow | undefined)?.status !== 'needs-human') continue;
      const { clientOrderId, createdAt, code } = after as IntentRow;
      const storedForMs = this.nowMs() - createdAt;
      const soonestMs = code === FORGOTTEN ? this.rememberedMs() - MARGIN_MS - 1 : UNDECIDED_MS;
      if ((before as IntentRow | undefined)?.status !== 'needs-human' && storedForMs <= soonestMs)
        this.breaks('I7 people are asked in time', `${clientOrderId} was stored ${storedForMs} ms ago`);
    }
  }
}
