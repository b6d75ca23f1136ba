import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import type { User } from '../domain/index.js';

/** The refusal of an edit that was made on another version than there is; null when it fits. */
export const staleVersion = ({ version }: Pick<User, 'version'>, seen: number | null): Refusal | null =>
  seen === null || seen === version
    ? null
    : refusal('precondition-failed', 'it has changed meanwhile', { version });
