import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import {
  BackupRefused,
  damaged,
  openHead,
  readHead,
  type BackupHead,
  type FileKey,
} from './backup-format.js';
import { BackupReader } from './backup-reader.js';
import { catalogueOf, type Catalogue, type CopiedTable } from './catalogue.js';
import { BadFrame, openFrames } from './frames.js';
import type { BackupFacts } from './write-backup.js';

/** The head is at most this long. */
const BEGINNING_BYTES = 1_048_600;

/** A backup whose key fits. */
export interface OpenBackup {
  readonly path: string;
  readonly head: BackupHead;
  readonly fileKey: FileKey;
  /** Where the frames begin. */
  readonly from: number;
}

/** What a run over a backup meets. */
export interface BackupVisitor {
  readonly catalogue?: (catalogue: Catalogue) => Promise<void>;
  /** Takes the bytes of one table and answers how many rows it took of them. */
  readonly table: (table: CopiedTable, bytes: AsyncIterable<Buffer>) => Promise<number>;
}

/** @throws BackupRefused when it is none, or sealed by another key. */
export async function openBackup(path: string, secret: string | null): Promise<OpenBackup> {
  const beginning = await readBeginning(path);
  const { head, text } = readHead(path, beginning);
  return { path, head, fileKey: openHead(path, head, text, secret), from: Buffer.byteLength(text) };
}

/** Goes through a backup from beginning to end. @throws BackupRefused when anything in it is not what was written. */
export async function visitBackup(backup: OpenBackup, visitor: BackupVisitor): Promise<Catalogue> {
  const { path, fileKey, from } = backup;
  const file = createReadStream(path, { start: from });
  try {
    const reader = new BackupReader(openFrames(fileKey, file));
    const catalogue = catalogueOf(await reader.json());
    await visitor.catalogue?.(catalogue);
    for (const table of catalogue.tables) {
      const taken = await visitor.table(table, reader.run());
      const { rows } = (await reader.json()) as { readonly rows: number };
      if (rows !== taken)
        throw new BadFrame(`${table.schema}.${table.name} has ${taken} rows and not ${rows}`);
    }
    await reader.end();
    return catalogue;
  } catch (error) {
    if (error instanceof BadFrame) throw damaged(path, error.message);
    if (error instanceof SyntaxError || error instanceof TypeError) throw damaged(path, 'it cannot be read');
    throw error;
  } finally {
    file.destroy();
  }
}

/** Reads all of a backup and changes nothing. @throws BackupRefused when it could not be restored. */
export async function checkBackup(backup: OpenBackup): Promise<BackupFacts> {
  let rows = 0;
  const { tables } = await visitBackup(backup, {
    table: async (_table, bytes) => {
      let here = 0;
      for await (const piece of bytes) here += linesIn(piece);
      rows += here;
      return here;
    },
  });
  const { createdAt, program, sealed } = backup.head;
  const { size: bytes } = await stat(backup.path);
  return { createdAt, program, sealed, tables: tables.length, rows, bytes };
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

async function readBeginning(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new BackupRefused('backup-unreadable', `${path} cannot be read (${code}).`, { cause });
  }
}
