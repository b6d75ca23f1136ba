import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Copies the files git tracks, as they stand now, into an empty folder: what a newcomer has after cloning. */
export function freshCopy(root, name = 'smoke') {
  const folder = mkdtempSync(join(tmpdir(), `tradingboost-${name}-`));
  // As root the database server runs as somebody else, who must be able to walk in here.
  chmodSync(folder, 0o755);
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  for (const path of tracked.filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
  return folder;
}
