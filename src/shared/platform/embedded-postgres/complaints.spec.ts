import { failureFrom } from './complaints.js';

describe('what a person reads when Postgres does not start', () => {
  test.each([
    [
      'initdb on a full disk',
      'running bootstrap script ... 2025-11-21 09:00:00.000 UTC [77] FATAL:  could not write to file "pg_wal/xlogtemp.77": No space left on device\nchild process exited with exit code 1\ninitdb: removing data directory "/data/cluster.new"',
      'disk-full',
      'The disk that holds /data is full',
    ],
    [
      'a folder of somebody else',
      'initdb: error: could not access directory "/data/cluster.new": Permission denied',
      'data-dir-not-writable',
      'may not write to /data',
    ],
    [
      'a cluster of another user',
      'FATAL:  data directory "/data/cluster" has wrong ownership\nHINT:  The server must be started by the user that owns the data directory.',
      'data-dir-not-writable',
      'may not write to /data',
    ],
    [
      'a read-only disk',
      'initdb: error: could not create directory "/data/cluster.new": Read-only file system',
      'data-dir-not-writable',
      'read-only',
    ],
    [
      'a missing library',
      '/opt/bin/postgres: error while loading shared libraries: libssl.so.1.1: cannot open shared object file',
      'embedded-postgres-unsupported',
      'set DATABASE_URL',
    ],
    [
      'a user without an entry',
      'initdb: error: could not look up effective user ID 4711: user does not exist',
      'embedded-postgres-user-unknown',
      '/etc/passwd',
    ],
  ])('%s', (_, output, code, part) => {
    const failure = failureFrom(output, '/data');
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(part);
    expect(failure.message).not.toContain('\n');
    expect(failure.cause).toMatchObject({ message: output });
  });

  test('anything else is told by the last line that names an error', () => {
    const output =
      'LOG:  starting\nFATAL:  could not create shared memory segment: Cannot allocate memory\nLOG:  shut down\n';
    expect(failureFrom(output, '/data').message).toBe(
      'The embedded Postgres did not start on /data: FATAL:  could not create shared memory segment: Cannot allocate memory.',
    );
  });

  test('silence is told as such', () => {
    expect(failureFrom('', '/data').message).toContain('it said nothing');
  });
});
