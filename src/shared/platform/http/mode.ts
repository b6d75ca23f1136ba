/**
 * What orders of this process do. PAPER: they stay on this machine. READ_ONLY: there are none, because the database came out
 * of a backup and nobody has said yet that it is right.
 */
export type Mode = 'PAPER' | 'READ_ONLY';

/** Token of the mode of this process. */
export const MODE = Symbol('mode');
