import { readFileSync, statSync } from 'node:fs';

/** What reading the configuration needs to know about files. */
export interface ConfigFiles {
  /** The text of a secret file and whether everybody on the machine may read it; null when it cannot be read. */
  readonly secret: (path: string) => { readonly text: string; readonly worldReadable: boolean } | null;
  readonly isFile: (path: string) => boolean;
}

const MAX_SECRET_BYTES = 65_536;

export const systemFiles: ConfigFiles = {
  secret: (path) => {
    try {
      const { size, mode } = statSync(path);
      if (size > MAX_SECRET_BYTES) return null;
      return { text: readFileSync(path, 'utf8').replace(/\r?\n$/, ''), worldReadable: (mode & 0o004) !== 0 };
    } catch {
      return null;
    }
  },
  isFile: (path) => {
    try {
      return statSync(path).isFile();
    } catch {
      return false;
    }
  },
};
