/** What of the installation a process runs; also the token under which that is injected. */
export abstract class BusOptions {
  /** Modules that live in this process. */
  abstract readonly hosted: readonly string[];
  /** Every module of the installation. */
  abstract readonly modules: readonly string[];
  /** Whether this process runs relays and inboxes. */
  abstract readonly works: boolean;
}
