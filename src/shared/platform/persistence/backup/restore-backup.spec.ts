import type { Migration } from '../migrations/migration-files.js';
import { divide } from './restore-backup.js';

const step = (name: string, checksum = name): Migration => ({ name, checksum, sql: '' });
const files = ['0001_a', '0002_b', '0003_c'].map((name) => step(name));
const head = (migrations: readonly Migration[]) => ({
  path: 'file',
  head: {
    ...{ createdAt: '', program: '9.9.9', sealed: false, salt: '', keyCheck: '' },
    migrations,
  },
});

describe('the migrations of a backup', () => {
  test('of an older program are completed by those that have come since', () => {
    const { then, since } = divide(files, head(files.slice(0, 2)));
    expect([then, since]).toEqual([files.slice(0, 2), files.slice(2)]);
  });

  test('of a newer program are refused, with its version', () => {
    expect(() => divide(files, head([...files, step('0004_d')]))).toThrow(
      /newer program \(9\.9\.9, with 0004_d\)/,
    );
  });

  test('that were changed since are refused by name', () => {
    expect(() => divide(files, head([step('0001_a'), step('0002_b', 'other')]))).toThrow(
      /migration 0002_b differs/,
    );
    expect(() => divide(files, head([step('0002_b')]))).toThrow(/migration 0002_b differs/);
  });
});
