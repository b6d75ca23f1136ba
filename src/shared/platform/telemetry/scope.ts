import { AsyncLocalStorage } from 'node:async_hooks';

/** What the work at hand belongs to; log lines carry it without anyone passing it along. */
export interface Scope {
  readonly requestId?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly userId?: string;
  /** Number of the feed step that caused the work (design: stepped feeds). */
  readonly step?: number;
}

const EMPTY: Scope = Object.freeze({});
const storage = new AsyncLocalStorage<{ scope: Scope }>();

/** Runs `work` in the current scope with the members of `scope` added or replaced. */
export function runInScope<Answer>(scope: Scope, work: () => Answer): Answer {
  const outer = storage.getStore();
  return storage.run({ scope: outer === undefined ? scope : { ...outer.scope, ...scope } }, work);
}

/** Adds what became known on the way, such as the user, for the rest of the work of the innermost `runInScope`. */
export function extendScope(scope: Scope): void {
  const store = storage.getStore();
  if (store !== undefined) store.scope = { ...store.scope, ...scope };
}

/** The scope of the running work; empty outside of any. */
export const currentScope = (): Scope => storage.getStore()?.scope ?? EMPTY;
