import { GetThing } from '../modules/orders/contracts/queries/get-thing.query.js';
import { nameOf } from '../modules/orders/domain/index.js'; // offends

export const furnishing = [GetThing, nameOf] as const;
