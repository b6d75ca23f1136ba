import type { ThingRenamed } from '../../orders/contracts/events/thing-renamed.event.js'; // offends

export const overhear = (event: ThingRenamed): string => event.data.id;
