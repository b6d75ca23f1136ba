import { nameOf } from '../../orders/domain/index.js'; // offends
import { Things } from '../../orders/application/ports/things.port.js'; // offends
import { GetThing } from '../../orders/contracts/queries/get-thing.query.js';

export const peeked = [nameOf, Things, GetThing] as const;
