import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Installs a Node from its npm package; nothing of it stays on the machine after `remove`. */
export function nodeFromNpm(version) {
  const folder = mkdtempSync(join(tmpdir(), 'tradingboost-runtime-'));
  const install = ['install', '--prefix', folder, '--no-save', `node@${version}`];
  const { status, signal } = spawnSync('npm', install, { cwd: folder, stdio: ['ignore', 2, 2] });
  const bin = join(folder, 'node_modules', 'node', 'bin');
  return {
    failure: status === 0 ? null : `npm ${install.join(' ')}: ended with ${status ?? signal}`,
    /** The environment in which `node` is this one. */
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    node: join(bin, 'node'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Runs the script `url` once more with the same words and another Node, and ends as that one ends.
 *
 * @param wanted version of Node; undefined: goes on with this one.
 */
export function goOnWith(wanted, url, words = process.argv.slice(2)) {
  if (wanted === undefined) return;
  const { failure, node, env, remove } = nodeFromNpm(wanted);
  try {
    if (failure !== null) throw new Error(failure);
    const at = words.findIndex((word) => word === '--node' || word.startsWith('--node='));
    const rest = words.toSpliced(at, words[at] === '--node' ? 2 : 1);
    const { status } = spawnSync(node, [fileURLToPath(url), ...rest], { env, stdio: 'inherit' });
    process.exitCode = status ?? 1;
  } finally {
    remove();
  }
  process.exit();
}
