/** `npm run build`: the whole of dist, made anew. */
import { fileURLToPath } from 'node:url';
import { build, generateClient } from './prepare/build.mjs';
import { alone } from './prepare/prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  await alone(root, async (lock) => {
    await generateClient(root, lock);
    await build(root, lock, { clean: true });
  });
} catch (error) {
  console.error(error.name === 'PreparationFailure' ? error.message : error);
  process.exitCode = error.exitCode ?? 1;
}
