import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The page's own script, in the order in which its parts build on each other. */
const VIEWER_PARTS = [
  'format',
  'unpack',
  'palette',
  'window',
  'bars',
  'marks',
  'charts',
  'trade-query',
  'trade-table',
  'main',
];

/** What is put into every report: the chart library with its licence, and the script that uses it. */
export interface Assets {
  readonly library: string;
  readonly libraryStyles: string;
  readonly licence: string;
  readonly viewer: string;
}

let read: Assets | null = null;

/** Files of this installation, read once: the same for every report of one version. */
export function assets(): Assets {
  read ??= readAssets();
  return read;
}

function readAssets(): Assets {
  const uplot = dirname(createRequire(import.meta.url).resolve('uplot/package.json'));
  const of = (...path: string[]): string => readFileSync(join(uplot, ...path), 'utf8');
  return {
    // Its banner is nothing but an address; the licence is printed whole instead.
    library: of('dist', 'uPlot.iife.min.js').replace(/^\/\*![\s\S]*?\*\/\s*/, ''),
    libraryStyles: of('dist', 'uPlot.min.css'),
    licence: of('LICENSE'),
    viewer: linkViewer((name) => readFileSync(new URL(`./viewer/${name}.js`, import.meta.url), 'utf8')),
  };
}

/**
 * The parts of the viewer as one script. They are modules, so that each is read and tested alone, but a single file cannot
 * import from itself: in one scope their names are simply there.
 */
export function linkViewer(partOf: (name: string) => string): string {
  const parts = VIEWER_PARTS.map((name) =>
    partOf(name)
      .replace(/^import [^;]*;$/gm, '')
      .replace(/^export (?=(?:async )?function|const|let|class)/gm, '')
      .replace(/^export \{\};$/gm, '')
      .replace(/^\/\/# sourceMappingURL=.*$/gm, '')
      .trim(),
  );
  return `(() => {\n'use strict';\n${parts.join('\n\n')}\n})();`;
}
