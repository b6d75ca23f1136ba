import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** With `--help`: prints what a script says of itself at its top, and ends. */
export function helpFor(url, words = process.argv.slice(2)) {
  if (!words.includes('--help') && !words.includes('-h')) return;
  const [, top = ''] = /\/\*\*\n([\s\S]*?)\n \*\//.exec(readFileSync(fileURLToPath(url), 'utf8')) ?? [];
  console.log(top.replaceAll(/^ \* ?/gm, ''));
  process.exit(0);
}
