import { Things } from '../application/ports/things.port.js';
import { nameOf } from '../domain/index.js';
import { RenameThingHandler } from '../application/rename-thing.handler.js'; // offends
import type { ThingsController } from '../inbound/things.controller.js'; // offends

export const eager = [Things, nameOf, RenameThingHandler] as const;
export type Caller = ThingsController;
