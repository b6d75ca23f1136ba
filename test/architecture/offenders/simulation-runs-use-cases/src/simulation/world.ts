import { RenameThingHandler } from '../modules/orders/application/rename-thing.handler.js';
import { PgThings } from '../modules/orders/outbound/pg-things.repository.js'; // offends

export const world = [RenameThingHandler, PgThings] as const;
