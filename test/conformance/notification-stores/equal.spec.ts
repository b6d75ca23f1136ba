import { comparesWithPostgres } from '../alike/compare.js';
import { openMemorySide, openPgSide } from './sides.js';
import { moves } from './steps.js';

/** What is different on every run: times of the wall clock, and numbers of a sequence that an undone transaction leaves out. */
const LEFT_OUT = new Set(['createdAt', 'endedAt', 'changedAt', 'position']);

describe('the stores of notifications in memory are those in Postgres', () => {
  comparesWithPostgres({
    memory: openMemorySide(),
    openPostgres: openPgSide,
    moves,
    leftOut: LEFT_OUT,
    runs: 40,
  });
});
