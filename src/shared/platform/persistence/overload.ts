/** No connection within the time, too many of them, a statement or a lock that took too long: nothing was done. */
const CODES = new Set(['53300', '55P03', '57014', '57P03']);
/** How the pool says that none of its connections came free, and that the server did not take a new one in time. */
const NO_CONNECTION = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
]);

/** There was no time for this work, of which nothing was done: it may be asked for again. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/** Whether there was no time for this work, in the database or before it. */
export function isOverload(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Overloaded) return true;
  const { code } = error as Error & { readonly code?: unknown };
  return NO_CONNECTION.has(error.message) || (typeof code === 'string' && CODES.has(code));
}
