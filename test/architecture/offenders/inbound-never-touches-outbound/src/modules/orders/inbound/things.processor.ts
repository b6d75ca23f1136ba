import { PgThings } from '../outbound/pg-things.repository.js'; // offends

export const things = PgThings;
