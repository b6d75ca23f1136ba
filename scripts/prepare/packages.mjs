import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PreparationFailure } from './failure.mjs';
import { runQuietly } from './run.mjs';
import { say, saying } from './say.mjs';

/** What npm writes last into node_modules, scripts of packages included: the sign of an install that came to its end. */
const NPM_RECORD = join('node_modules', '.package-lock.json');
const STAMP = join('node_modules', '.tradingboost-install');

/**
 * True when node_modules is a finished install of package-lock.json for this machine. The stamp of the last install
 * answers in a millisecond; an install made by hand has none and is compared with the lock file once.
 */
export function packagesInstalled(root) {
  const wanted = installStamp(root);
  if (wanted === null) return false;
  if (read(join(root, STAMP)) === wanted) return true;
  if (!matchesLockfile(root)) return false;
  writeStamp(root, wanted);
  return true;
}

/** Installs the packages of the lock file; npm's own words go to .cache/install.log. */
export async function installPackages(root, lock) {
  const log = join(root, '.cache', 'install.log');
  const npm = (...args) =>
    runQuietly('npm', [...args, '--include=dev', '--no-audit', '--no-fund'], { cwd: root, log, lock });

  rmSync(join(root, STAMP), { force: true });
  let code = await saying('Installing packages', () => npm('ci'));
  if (code === 127)
    throw new PreparationFailure('npm was not found on PATH: it comes with Node, install both.');
  if (code !== 0) {
    say(`npm ci failed (${firstError(log)}); trying npm install.`);
    empty(join(root, 'node_modules'));
    code = await saying('Installing packages', () => npm('install', '--no-save'));
  }
  if (code !== 0) {
    throw new PreparationFailure(
      `The packages could not be installed (${firstError(log)}): see .cache/install.log, check the network and run the command again.`,
    );
  }
  writeStamp(root, installStamp(root));
}

/** Lock file, machine and npm's record in one line; null when npm's record is missing. */
export function installStamp(root) {
  try {
    const record = statSync(join(root, NPM_RECORD));
    const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
    return `${hash.digest('hex')} ${process.platform}-${process.arch} ${record.size}-${record.mtimeMs}`;
  } catch {
    return null;
  }
}

/** Compares npm's record with the lock file: nothing else, nothing foreign to this machine, nothing needed missing. */
function matchesLockfile(root) {
  const wanted = packagesOf(read(join(root, 'package-lock.json')));
  const present = packagesOf(read(join(root, NPM_RECORD)));
  if (wanted === null || present === null) return false;
  for (const [path, { version, os, cpu }] of Object.entries(present)) {
    if (wanted[path]?.version !== version) return false;
    if (!allows(os, process.platform) || !allows(cpu, process.arch)) return false;
  }
  return Object.entries(wanted).every(
    ([path, { optional, devOptional }]) => path === '' || optional || devOptional || path in present,
  );
}

function packagesOf(text) {
  try {
    return JSON.parse(text).packages ?? null;
  } catch {
    return null;
  }
}

/** npm's `os` and `cpu` lists: names allowed, or names refused by a leading `!`. */
function allows(list, name) {
  if (list === undefined) return true;
  if (list.includes(`!${name}`)) return false;
  return list.includes(name) || list.every((entry) => entry.startsWith('!'));
}

function firstError(log) {
  const lines = (read(log) ?? '').split('\n').filter((line) => line.startsWith('npm error'));
  const telling = lines.find((line) => !/^npm error code /.test(line)) ?? lines[0] ?? 'no reason given';
  return telling.replace(/^npm error /, '').trim();
}

function empty(folder) {
  try {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** A node_modules that belongs to somebody else is used as it is, only compared anew each time. */
function writeStamp(root, stamp) {
  try {
    writeFileSync(join(root, STAMP), stamp ?? '');
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}
