import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { createCoverageMap } = require('istanbul-lib-coverage');
const v8ToIstanbul = require('v8-to-istanbul');

/**
 * What tests ran, as one coverage map: jest's own, and what V8 wrote about the built program that tests started as
 * processes of their own, traced back to src by its source maps.
 */
export async function coverageOf(root, { jest, children }) {
  const map = createCoverageMap(JSON.parse(readFileSync(jest, 'utf8')));
  const known = new Set(map.files());
  for (const { url, functions } of scriptsIn(root, children)) {
    const converter = v8ToIstanbul(fileURLToPath(url));
    await converter.load();
    converter.applyCoverage(functions);
    for (const [path, file] of Object.entries(converter.toIstanbul())) {
      if (known.has(path)) map.merge({ [path]: file });
    }
    converter.destroy();
  }
  return map;
}

/** Lines and lines run of each file, with paths from the root. */
export function linesOf(root, map) {
  return map.files().map((file) => {
    const { total, covered } = map.fileCoverageFor(file).toSummary().data.lines;
    return { path: relative(root, file).split(sep).join('/'), total, covered };
  });
}

/** The table below a run: all files together. */
export function summaryLines(map) {
  const { data } = map.getCoverageSummary();
  return ['lines', 'statements', 'functions', 'branches'].map((kind) => {
    const { pct, covered, total } = data[kind];
    return `${kind.padEnd(10)} ${String(pct).padStart(6)} % (${covered} of ${total})`;
  });
}

/** Scripts of dist that still stand as they ran; those of a dist that was rebuilt since would map to wrong lines. */
function* scriptsIn(root, folder) {
  if (!existsSync(folder)) return;
  const dist = join(root, 'dist') + sep;
  for (const name of readdirSync(folder)) {
    for (const script of readScripts(join(folder, name))) {
      if (!script.url.startsWith('file:')) continue;
      const path = fileURLToPath(script.url);
      if (path.startsWith(dist) && existsSync(`${path}.map`)) yield script;
    }
  }
}

/** A process that was killed while it wrote leaves half a file. */
function readScripts(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).result;
  } catch {
    return [];
  }
}
