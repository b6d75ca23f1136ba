import { readFile } from 'node:fs/promises';

/** Version of this program, as its manifest says. */
export async function programVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
