/** No connection within the time, too many of them, a statement or a lock that took too long: nothing was done. */
const CODES = new Set(['53300', '55P03', '57014', '57P03']);
/** How the pool says that none of its connections came free. */
const NO_CONNECTION = 'timeout exceeded when trying to connect';

/** There was no time for this work, of which nothing was done: it may be asked for again. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/** Whether there was no time for this work, in the database or before it. */
export function isOverload(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Overloaded) return true;
  const { code } = error as Error & { readonly code?: unknown };
  return error.message === NO_CONNECTION || (typeof code === 'string' && CODES.has(code));
}
