import { comparesWithPostgres } from '../alike/compare.js';
import { openMemorySide, openPgSide } from './sides.js';
import { moves } from './steps.js';

/** What is different on every run: names and times of messages. */
const LEFT_OUT = new Set(['id', 'recordedAt']);

describe('the record lane in memory is that in Postgres', () => {
  comparesWithPostgres({
    memory: openMemorySide(),
    openPostgres: openPgSide,
    moves,
    leftOut: LEFT_OUT,
  });
});
