import { nameOf } from '../modules/grid/domain/index.js';
import { levels } from '../modules/grid/domain/levels.js'; // offends
import { RenameThingHandler } from '../modules/orders/application/rename-thing.handler.js'; // offends

export const pipeline = [nameOf, levels, RenameThingHandler] as const;
