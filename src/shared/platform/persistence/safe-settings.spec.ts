import { refuseUnsafe } from './safe-settings.js';

const good = {
  version: 140_000,
  version_text: '14.0',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  encoding: 'UTF8',
  in_recovery: false,
};

describe('settings a database must have', () => {
  test.each(['on', 'local', 'remote_write', 'remote_apply'])(
    'synchronous_commit=%s waits for the disk and is accepted',
    (value) => {
      expect(() => {
        refuseUnsafe({ ...good, synchronous_commit: value });
      }).not.toThrow();
    },
  );

  test.each([
    [{ fsync: 'off' }, 'database-unsafe', 'fsync=off'],
    [{ full_page_writes: 'off' }, 'database-unsafe', 'full_page_writes=off'],
    [{ synchronous_commit: 'off' }, 'database-unsafe', 'synchronous_commit=off'],
    [{ version: 130_022, version_text: '13.22' }, 'database-too-old', 'Postgres 13.22 and 14 or newer'],
    [{ encoding: 'SQL_ASCII' }, 'database-encoding', 'SQL_ASCII'],
    [{ in_recovery: true }, 'database-read-only', 'replica'],
  ])('%j is refused', (change, code, part) => {
    expect(() => {
      refuseUnsafe({ ...good, ...change });
    }).toThrow(expect.objectContaining({ code, message: expect.stringContaining(part) }));
  });
});
