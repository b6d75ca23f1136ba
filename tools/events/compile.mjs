import { join } from 'node:path';
import ts from 'typescript';

const OPTIONS = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

const CONTRACT = /^src\/modules\/[^/]+\/contracts\//;

/** True for files (and import targets) inside the contracts of a module. */
export const isContract = (file) => CONTRACT.test(file);

/** The contracts of a tree as a program with types. */
export const compile = (tree) =>
  ts.createProgram(
    tree
      .sources('src/modules/')
      .filter(isContract)
      .map((file) => join(tree.root, file)),
    OPTIONS,
    sharingHost(),
  );

/** Declaration of a class at the top of a file. */
export const classIn = (source, name) =>
  source.statements.find((statement) => ts.isClassDeclaration(statement) && statement.name?.text === name);

const libraries = new Map();

/** A compiler host that parses the libraries of the language once per process. */
function sharingHost() {
  const host = ts.createCompilerHost(OPTIONS);
  const read = host.getSourceFile;
  return {
    ...host,
    getSourceFile(name, ...rest) {
      if (!/[\\/]lib\.[\w.]+\.d\.ts$/.test(name)) return read.call(host, name, ...rest);
      if (!libraries.has(name)) libraries.set(name, read.call(host, name, ...rest));
      return libraries.get(name);
    },
  };
}
