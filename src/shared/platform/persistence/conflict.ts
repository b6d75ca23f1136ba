/** Serialization failure and deadlock: Postgres undid everything, so pure database work may simply run again. */
const RETRYABLE: ReadonlySet<string> = new Set(['40001', '40P01']);

/** How often a transaction is tried when others refuse it; then whoever wanted it is told, and tries again at a time of their own. */
export const MAX_TRIES = 4;

/** Whether an error says that the transaction was refused because of another one, and that nothing of it is stored. */
export const isConflict = (error: unknown): boolean => RETRYABLE.has(codeOf(error));

/** The SQLSTATE or other code of an error; empty where it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
