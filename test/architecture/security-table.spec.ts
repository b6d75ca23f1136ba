import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Row {
  readonly id: string;
  readonly tests?: readonly { readonly file: string; readonly title: string }[];
  readonly waits?: string;
  readonly atScale?: string;
}

const root = process.cwd();
const ask = (text: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', text], { cwd: root, encoding: 'utf8' });
const { rows, leftOut } = JSON.parse(
  ask(`const { rows, LEFT_OUT } = await import('./tools/security/table.mjs');
       console.log(JSON.stringify({ rows, leftOut: LEFT_OUT }))`),
) as { readonly rows: readonly Row[]; readonly leftOut: readonly string[] };

describe('the table of security tests', () => {
  it('has every number once', () => {
    const all = Array.from({ length: 58 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`);
    expect(rows.map(({ id }) => id)).toEqual(all.filter((id) => !leftOut.includes(id)));
  });

  it('says of each what holds it, or what it waits for, and never both', () => {
    for (const { id, tests = [], waits } of rows)
      expect([id, tests.length > 0]).toEqual([id, waits === undefined]);
  });

  it('names no check at full scale, nor does that of faults, that is none of the long ones', () => {
    const faults = JSON.parse(readFileSync(join(root, 'tools/faults/faults.json'), 'utf8')) as readonly Row[];
    const named = [...rows, ...faults].flatMap(({ atScale }) => atScale ?? []);
    expect(named.length).toBeGreaterThan(0);
    const parts = readFileSync(join(root, 'scripts/verify/long.mjs'), 'utf8');
    expect(named.filter((part) => !parts.includes(`command: ['${part}.mjs'`))).toEqual([]);
  });
});
