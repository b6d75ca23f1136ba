import ts from 'typescript';
import { emptyFolder, runNode, script, type Folder } from './scripts.js';

describe('the closing line', () => {
  const result = {
    numPassedTests: 41,
    numFailedTests: 2,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };

  it.each([
    ['counts what passed and failed', {}, 'tests: 41 passed, 2 failed'],
    ['adds what was skipped, if anything', { numPendingTests: 3 }, 'tests: 41 passed, 2 failed, 3 skipped'],
    [
      'counts a suite that could not be loaded as failed',
      { numRuntimeErrorTestSuites: 1 },
      'tests: 41 passed, 3 failed',
    ],
  ])('%s', async (_fact, more, line) => {
    const { totalsLine, totalsOf } = await script('testing/totals.mjs');
    expect(totalsLine(totalsOf({ ...result, ...more }))).toBe(line);
  });

  it('of several runs is their sum, and a run without a result is one failure', async () => {
    const { NO_RESULT, sum, totalsLine } = await script('testing/totals.mjs');
    const runs = [{ passed: 3, failed: 0, skipped: 1 }, { passed: 2, failed: 1, skipped: 0 }, NO_RESULT];
    expect(totalsLine(sum(runs))).toBe('tests: 5 passed, 2 failed, 1 skipped');
    expect(totalsLine(sum([]))).toBe('tests: 0 passed, 0 failed');
  });
});

describe('the coverage floors', () => {
  it('hold decisions to more than the rest', async () => {
    const { judge } = await script('testing/floors.mjs');
    const verdicts = judge([
      { path: 'src/modules/grid/domain/ladder.ts', total: 100, covered: 94 },
      { path: 'src/shared/pure/result.ts', total: 100, covered: 95 },
      { path: 'src/modules/grid/outbound/domain/x.ts', total: 100, covered: 52 },
    ]);
    expect(verdicts).toEqual([
      { ok: false, line: 'coverage: 94.50 % lines of domain/ and shared/pure, floor 95 %: TOO LOW' },
      { ok: true, line: 'coverage: 80.33 % lines of everything, floor 80 %' },
    ]);
  });

  it('are never reached by rounding', async () => {
    const { judge } = await script('testing/floors.mjs');
    const [verdict] = judge([{ path: 'src/shared/pure/a.ts', total: 100_000, covered: 94_999 }]);
    expect(verdict).toMatchObject({ ok: false, line: expect.stringContaining('94.99 %') });
  });
});

describe('coverage of the built program', () => {
  const source = [
    'export function sign(n: number): string {',
    '  if (n < 0) {',
    `    return 'minus';`,
    '  }',
    `  return 'plus';`,
    '}',
  ].join('\n');
  let project: Folder;

  beforeEach(() => {
    project = emptyFolder();
    project.write('package.json', { type: 'module' });
    project.write('src/sign.ts', source);
    const { outputText, sourceMapText } = ts.transpileModule(source, {
      fileName: 'sign.ts',
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, sourceMap: true },
    });
    project.write('dist/sign.js', outputText.replace(/sourceMappingURL=.*/, 'sourceMappingURL=sign.js.map'));
    project.write('dist/sign.js.map', { ...JSON.parse(sourceMapText!), sources: ['../src/sign.ts'] });
  });
  afterEach(() => {
    project.remove();
  });

  it('is added, line by line, to what ran under jest', async () => {
    const program = `const { sign } = await import(process.env.DIST + '/sign.js'); sign(1);`;
    const env = { ...process.env, DIST: project.at('dist'), NODE_V8_COVERAGE: project.at('children') };
    expect(await runNode(program, env)).toMatchObject({ code: 0 });
    project.write('children/cut-short.json', '{"result":[{');
    project.write('jest.json', {
      [project.at('src/sign.ts')]: linesThatRan([false, true, true, false, false, false]),
    });

    const { coverageOf, linesOf } = await script('testing/coverage.mjs');
    const map = await coverageOf(project.path, {
      jest: project.at('jest.json'),
      children: project.at('children'),
    });
    const { s } = map.fileCoverageFor(project.at('src/sign.ts')).data;
    expect(Object.values(s).map((count) => Number(count) > 0)).toEqual([true, true, true, false, true, true]);
    expect(linesOf(project.path, map)).toEqual([{ path: 'src/sign.ts', total: 6, covered: 5 }]);
  });

  it('is nothing where no program was started', async () => {
    project.write('jest.json', {
      [project.at('src/sign.ts')]: linesThatRan([true, false, false, false, false, false]),
    });
    const { coverageOf, linesOf } = await script('testing/coverage.mjs');
    const map = await coverageOf(project.path, {
      jest: project.at('jest.json'),
      children: project.at('none'),
    });
    expect(linesOf(project.path, map)).toEqual([{ path: 'src/sign.ts', total: 6, covered: 1 }]);
  });

  /** Coverage as jest's v8 provider writes it: each line a statement. */
  function linesThatRan(ran: readonly boolean[]): object {
    const lines = source.split('\n');
    return {
      path: project.at('src/sign.ts'),
      statementMap: Object.fromEntries(
        ran.map((_, index) => [
          index,
          { start: { line: index + 1, column: 0 }, end: { line: index + 1, column: lines[index]!.length } },
        ]),
      ),
      fnMap: {},
      branchMap: {},
      s: Object.fromEntries(ran.map((did, index) => [index, did ? 1 : 0])),
      f: {},
      b: {},
    };
  }
});
