import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Row {
  readonly id: string;
  readonly rule: string;
  readonly tests?: readonly { readonly file: string; readonly title: string }[];
  readonly rest?: string;
  readonly open?: string;
}

interface Table {
  readonly page: string;
  readonly rows: readonly Row[];
}

const ROOT = join(__dirname, '../..');
const ask = (text: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', text], { cwd: ROOT, encoding: 'utf8' }),
  );

const tables = ask(`const { ruleTables } = await import('./tools/rules/page.mjs');
  console.log(JSON.stringify(ruleTables.map(({ page, rows }) => ({ page, rows }))))`) as readonly Table[];

/** Rules of each page, and how many of them nothing holds yet, or only in part: written down a second time. */
const COUNTS = {
  'docs/rules/hyper-rsi.md': { rules: 158, open: 1, inPart: 1 },
  'docs/rules/grid.md': { rules: 100, open: 0, inPart: 1 },
  'docs/rules/backtest.md': { rules: 104, open: 0, inPart: 0 },
};

describe('tables that name tests', () => {
  it('name tests that are there, and their pages say what they say', () => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/evidence/write.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect([stderr, status]).toEqual(['', 0]);
  });

  it('are caught when a test or its file is not there, or only its words are', () => {
    const file = 'src/modules/hyper-rsi/domain/signal.spec.ts';
    const tests = [
      { file, title: 'a short is the mirror image of a long' },
      { file, title: '%s from %d to %d: long is %p' },
      { file, title: 'a short is the mirror image' },
      { file, title: 'entry rules' },
      { file: 'src/gone.spec.ts', title: 'a short is the mirror image of a long' },
    ];
    const missing = ask(`const { missingTests } = await import('./tools/evidence/evidence.mjs');
      console.log(JSON.stringify(missingTests([{ id: 'X1', tests: ${JSON.stringify(tests)} }])))`);
    expect(missing).toEqual(tests.slice(2).map((test) => ({ id: 'X1', ...test })));
  });

  it('know titles in every way in which a test is written', () => {
    const source = [
      "it('plain', () => {});",
      "test.each([[1], [2]])('each %d', () => {});",
      'it.each`a\n${1}`("tagged", () => {});',
      'test(`${PREFIX} is no title`, () => {});',
      'it(`of ${COUNT} things`, () => {});',
      "describe('a group', () => { it('it\\'s inside', () => {}); });",
      "expect('no title');",
    ].join('\n');
    const titles = ask(`const { titlesIn } = await import('./tools/evidence/titles.mjs');
      console.log(JSON.stringify([...titlesIn('some.spec.ts', ${JSON.stringify(source)})]))`);
    expect(titles).toEqual(['plain', 'each %d', 'tagged', 'of', "it's inside"]);
  });
});

describe('the rules of both strategies and of backtests', () => {
  it('are held by tests, or say why not, and are counted', () => {
    for (const { id, tests = [], open } of tables.flatMap(({ rows }) => rows))
      expect([id, tests.length > 0]).toEqual([id, open === undefined]);
    const counts = tables.map(({ page, rows }) => [
      page,
      {
        rules: rows.length,
        open: rows.filter(({ open }) => open !== undefined).length,
        inPart: rows.filter(({ rest }) => rest !== undefined).length,
      },
    ]);
    expect(Object.fromEntries(counts)).toEqual(COUNTS);
  });

  it('say each thing once', () => {
    const said = tables.flatMap(({ rows }) => rows.map(({ rule }) => rule));
    expect(said.filter((text, index) => said.indexOf(text) !== index)).toEqual([]);
  });
});
