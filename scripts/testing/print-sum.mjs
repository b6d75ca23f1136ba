/** Prints the closing line of several runs; each argument is the JSON of one run's counts. */
import { sum, totalsLine } from './totals.mjs';

process.stdout.write(`${totalsLine(sum(process.argv.slice(2).map((text) => JSON.parse(text))))}\n`);
