import { comparesWithPostgres } from '../alike/compare.js';
import { openMemorySide, openPgSide } from './sides.js';
import { moves } from './steps.js';

/** What is different on every run: times of the wall clock. */
const TIMES = new Set([
  'createdAt',
  'deadline',
  'dueAt',
  'haltedAt',
  'believableInMs',
  'storedForMs',
  'updatedAt',
  'endedAt',
  'endedForMs',
]);

describe('the stores of orders in memory are those in Postgres', () => {
  comparesWithPostgres({
    memory: openMemorySide(),
    openPostgres: openPgSide,
    moves,
    leftOut: TIMES,
  });
});
