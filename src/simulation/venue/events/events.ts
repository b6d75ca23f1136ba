import { ADL } from './adl.js';
import { BAN } from './ban.js';
import { KEY_REVOKED } from './key-revoked.js';
import { LIQUIDATION } from './liquidation.js';
import { MAINTENANCE } from './maintenance.js';
import { STREAM_BREAKS, STREAM_SILENT } from './streams.js';
import { TICK_CHANGE } from './tick-change.js';
import type { VenueEvent } from './venue-event.js';

/** What venues do by themselves; each is a kind of fault. */
export const VENUE_EVENTS: readonly VenueEvent[] = [
  MAINTENANCE,
  STREAM_BREAKS,
  STREAM_SILENT,
  KEY_REVOKED,
  BAN,
  LIQUIDATION,
  ADL,
  TICK_CHANGE,
];
