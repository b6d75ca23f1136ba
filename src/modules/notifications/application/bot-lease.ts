import { SoleLease } from '../../../shared/platform/leases/sole-lease.js';

/** Which process speaks for the bot: it alone asks for updates, deals with them and sends, so that nobody does it twice. */
export class BotLease extends SoleLease {}
