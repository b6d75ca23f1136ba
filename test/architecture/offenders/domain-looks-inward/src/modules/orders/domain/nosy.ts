import { Things } from '../application/ports/things.port.js'; // offends
import { OnRecord } from '../../../shared/platform/bus/on-record.js'; // offends
import type { ThingRenamed } from '../../exchange/contracts/events/thing-renamed.event.js'; // offends
import type { GetThing } from '../contracts/queries/get-thing.query.js';

export const nosy = [Things, OnRecord] as const;
export type Heard = ThingRenamed | GetThing;
