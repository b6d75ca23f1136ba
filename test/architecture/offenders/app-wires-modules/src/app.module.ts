import { WiredModule } from './modules/users/users.module.js';
import { PgThings } from './modules/users/outbound/pg-things.repository.js'; // offends
import { GetThing } from './modules/users/contracts/queries/get-thing.query.js'; // offends

export const wired = [WiredModule, PgThings, GetThing] as const;
