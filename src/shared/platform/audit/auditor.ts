import type { Cancel, Clock } from '../clock/clock.port.js';
import { every } from '../clock/every.js';
import type { Books } from './books.port.js';
import type { AuditScope, AuditSource, AuditSources, Breach } from './invariant.js';

const EVERY_MS = 60_000;
/** One look of so many is at everything, the first one among them. */
const WHOLE_EVERY = 60;

export interface AuditorParts {
  readonly sources: AuditSources;
  readonly books: Books;
  readonly clock: Clock;
  readonly alarm: (message: string, details: object) => void;
  readonly failed: (error: unknown) => void;
}

/** What the last look at the rows of a module has found. */
export interface Audited {
  readonly source: AuditSource;
  readonly breaches: readonly Breach[];
}

/**
 * Looks once a minute at everything that must hold. What does not is an alarm and a number on the metrics page, and the module
 * whose rows they are is told, so that it can hold back whoever is concerned. A look that fails is an alarm of its own: books
 * that were not read are not right.
 */
export class Auditor {
  private cancel: Cancel = () => undefined;
  private last: readonly Audited[] = [];
  private lastAtMs: number | null = null;
  private tookMs: number | null = null;
  private looks = 0;
  private looking: Promise<void> | null = null;

  constructor(private readonly parts: AuditorParts) {}

  start(): void {
    this.cancel = every(this.parts.clock, EVERY_MS, () => void this.audit());
  }

  async stop(): Promise<void> {
    this.cancel();
    await this.looking;
  }

  /** What the last look has found; empty before the first. */
  get found(): readonly Audited[] {
    return this.last;
  }

  /** Since the last look that was carried out, and how long it took; null before the first. */
  get age(): { readonly sinceMs: number; readonly tookMs: number } | null {
    if (this.lastAtMs === null || this.tookMs === null) return null;
    return { sinceMs: this.parts.clock.monotonicMs() - this.lastAtMs, tookMs: this.tookMs };
  }

  /** One look; a second one that is asked for meanwhile is the same. */
  audit(scope?: AuditScope): Promise<void> {
    this.looking ??= this.look(scope).finally(() => (this.looking = null));
    return this.looking;
  }

  private async look(wanted: AuditScope | undefined): Promise<void> {
    const { sources, clock } = this.parts;
    const scope = wanted ?? (this.looks % WHOLE_EVERY === 0 ? 'whole' : 'recent');
    const begunMs = clock.monotonicMs();
    const audited: Audited[] = [];
    for (const source of sources.all) {
      const breaches = await this.ask(source, scope);
      if (breaches === null) return;
      audited.push({ source, breaches });
    }
    this.looks += 1;
    this.last = audited;
    this.lastAtMs = clock.monotonicMs();
    this.tookMs = this.lastAtMs - begunMs;
    for (const each of audited) await this.tell(each);
  }

  /** Null when the rows could not be read. */
  private async ask({ invariants }: AuditSource, scope: AuditScope): Promise<readonly Breach[] | null> {
    try {
      return await this.parts.books.breaches(invariants, scope);
    } catch (error) {
      this.parts.failed(error);
      return null;
    }
  }

  private async tell({ source, breaches }: Audited): Promise<void> {
    const { alarm, failed } = this.parts;
    if (breaches.length > 0) alarm('the books break what must hold', { module: source.module, breaches });
    try {
      await source.found?.(breaches);
    } catch (error) {
      failed(error);
    }
  }
}
