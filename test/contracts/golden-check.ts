import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** Data that should be what the constructor of an exported class takes. */
export interface GoldenCase {
  readonly name: string;
  /** File of the class, from the root of the project. */
  readonly file: string;
  readonly className: string;
  readonly data: unknown;
}

const ROOT = process.cwd();
const CHECK = join(ROOT, 'test/contracts/golden-check.generated.ts');

/** Type errors of each case by its name: members that are missing, surplus or of another type. One program for all. */
export function typeErrors(cases: readonly GoldenCase[]): Map<string, string[]> {
  const lines = ["import type { Plain } from './plain.js';"];
  cases.forEach(({ file, className }, index) => {
    const path = relative(dirname(CHECK), join(ROOT, file)).replace(/\.ts$/, '.js');
    lines.push(`import { ${className} as Class${index} } from './${path}';`);
  });
  const first = lines.length;
  cases.forEach(({ data }, index) => {
    const type = `Plain<ConstructorParameters<typeof Class${index}>[0]>`;
    lines.push(`export const case${index}: ${type} = ${JSON.stringify(data)};`);
  });
  const found = new Map<string, string[]>(cases.map(({ name }) => [name, []]));
  for (const { line, text } of diagnosticsOf(lines.join('\n'))) {
    const at = cases[line - first];
    if (at === undefined) throw new Error(`the golden check itself does not compile: ${text}`);
    found.get(at.name)!.push(text);
  }
  return found;
}

/** Diagnostics of `source` as if it stood in this folder; lines count from 0. */
function diagnosticsOf(source: string): { readonly line: number; readonly text: string }[] {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const settings: ts.CompilerOptions = { ...options, noEmit: true, types: [] };
  const host = ts.createCompilerHost(settings);
  const program = ts.createProgram([CHECK], settings, {
    ...host,
    fileExists: (path) => path === CHECK || host.fileExists(path),
    readFile: (path) => (path === CHECK ? source : host.readFile(path)),
    getSourceFile: (path, ...rest) =>
      path === CHECK ? ts.createSourceFile(path, source, rest[0], true) : host.getSourceFile(path, ...rest),
  });
  const check = program.getSourceFile(CHECK)!;
  return program.getSemanticDiagnostics(check).map(({ start, messageText }) => ({
    line: check.getLineAndCharacterOfPosition(start ?? 0).line,
    text: ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' '),
  }));
}
