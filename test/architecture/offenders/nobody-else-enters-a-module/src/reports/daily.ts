import { GetThing } from '../modules/positions/contracts/queries/get-thing.query.js'; // offends

export const report = GetThing;
