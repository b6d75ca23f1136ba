#!/usr/bin/env node
/**
 * The one door to every command. Plain Node until the packages are there: checks the machine, prepares the checkout
 * when something is missing or old, then hands over to the program in the same process.
 */
import { leave } from '../scripts/prepare/leave.mjs';
import { thisMachine, unsupported } from '../scripts/prepare/machine.mjs';

async function run() {
  const problem = unsupported(thisMachine());
  if (problem !== null) {
    console.error(problem);
    return 1;
  }
  const { fileURLToPath } = await import('node:url');
  const { prepare } = await import('../scripts/prepare/prepare.mjs');
  await prepare(fileURLToPath(new URL('..', import.meta.url)));
  const { main } = await import('../dist/cli/main.js');
  return main(process.argv.slice(2));
}

run().then(leave, (error) => {
  const expected = error.name === 'PreparationFailure';
  console.error(
    expected ? error.message : `TradingBoost could not be loaded (${error.message}); try "npm run build".`,
  );
  return leave(error.exitCode || 1);
});
