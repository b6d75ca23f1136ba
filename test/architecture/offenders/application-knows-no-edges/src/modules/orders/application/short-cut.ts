import { PgThings } from '../outbound/pg-things.repository.js'; // offends
import type { ThingsController } from '../inbound/things.controller.js'; // offends

export const shortCut = PgThings;
export type Caller = ThingsController;
