import { comparesWithPostgres } from '../alike/compare.js';
import { openMemorySide, openPgSide } from './sides.js';
import { moves } from './steps.js';

/** What is different on every run: times of the wall clock. */
const LEFT_OUT = new Set(['waitedMs']);

describe('the stores of positions in memory are those in Postgres', () => {
  comparesWithPostgres({
    memory: openMemorySide(),
    openPostgres: openPgSide,
    moves,
    leftOut: LEFT_OUT,
    runs: 40,
  });
});
