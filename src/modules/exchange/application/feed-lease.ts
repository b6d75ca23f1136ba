import { SoleLease } from '../../../shared/platform/leases/sole-lease.js';

/** Which process steps the feed. The others stand by, and go on from where it stands as soon as that one is gone. */
export class FeedLease extends SoleLease {}
