import { GetThing } from '../../positions/contracts/queries/get-thing.query.js'; // offends
import type { RenameThing } from '../../grid/contracts/commands/rename-thing.command.js'; // offends
import type { ThingRenamed } from '../../positions/contracts/events/thing-renamed.event.js';

export const asked = GetThing;
export type Order = RenameThing | ThingRenamed;
