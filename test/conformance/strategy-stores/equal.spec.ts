import { comparesWithPostgres } from '../alike/compare.js';
import { openMemorySide, openPgSide } from './sides.js';
import { moves } from './steps.js';

/** A mark says to its own store, and to nobody else, whether a member is the same. */
const LEFT_OUT = new Set(['mark']);

describe('the stores of strategies in memory are those in Postgres', () => {
  comparesWithPostgres({
    memory: openMemorySide(),
    openPostgres: openPgSide,
    moves,
    leftOut: LEFT_OUT,
  });
});
