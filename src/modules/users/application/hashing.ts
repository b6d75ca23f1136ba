import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { PasswordsBusy } from './ports/passwords.port.js';

/** A queue of 32 is through in a second or two. */
const RETRY_AFTER_SEC = 2;

/** The answer of work on passwords, or the refusal `unavailable` when too many wait for theirs. */
export async function unlessBusy<T>(work: () => Promise<T>): Promise<Result<T, Refusal>> {
  try {
    return ok(await work());
  } catch (error) {
    if (!(error instanceof PasswordsBusy)) throw error;
    return err(refusal('unavailable', error.message, { retryAfterSec: RETRY_AFTER_SEC }));
  }
}
