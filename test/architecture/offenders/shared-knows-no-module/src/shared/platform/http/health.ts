import { Things } from '../../../modules/users/application/ports/things.port.js'; // offends
import { GetThing } from '../../../modules/users/contracts/queries/get-thing.query.js'; // offends

export const known = [Things, GetThing] as const;
