/** No connection within the time, too many of them, a statement or a lock that took too long: nothing was done. */
const CODES = new Set(['53300', '55P03', '57014', '57P03']);
/** How the pool says that none of its connections came free. */
const NO_CONNECTION = 'timeout exceeded when trying to connect';

/** Whether the database had no time for this work, which may be asked for again. */
export function isOverload(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { readonly code?: unknown };
  return error.message === NO_CONNECTION || (typeof code === 'string' && CODES.has(code));
}
