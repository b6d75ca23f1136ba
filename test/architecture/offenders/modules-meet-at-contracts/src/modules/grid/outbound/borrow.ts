import type { PgThings } from '../../orders/outbound/pg-things.repository.js'; // offends

export type Borrowed = PgThings;
