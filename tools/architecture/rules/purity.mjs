import ts from 'typescript';
import { lineAt, nodes } from '../tree.mjs';

/** Globals that differ from run to run, reach outside, or open a way to those that do. */
const FOREIGN = new Set([
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'WebSocket',
  'performance',
  'crypto',
  'navigator',
  'console',
  'require',
  'globalThis',
  'global',
]);

/** Members of Date that read the wall clock; `Date.UTC` and `Date.parse` of a zoned text do not. */
const DATE_MEMBERS = new Set(['UTC', 'parse']);

const PURE = /^src\/(?:shared\/pure|modules\/[^/]+\/(?:contracts|domain))\//;

/**
 * What a dependency rule cannot see: globals. A name that the file itself declares or imports is not the global; a file
 * that hides `process` behind its own variable of that name is not understood, only one that uses it.
 */
export const purityRule = {
  name: 'pure-rooms-have-no-clock-or-luck',
  reason: 'The same input must give the same answer on every run: time, ids and luck come in as values.',
  offences: (tree) =>
    tree
      .sources()
      .filter((file) => PURE.test(file))
      .flatMap((file) =>
        impurities(tree.syntax(file)).map(({ node, detail }) => ({
          file,
          line: lineAt(tree.text(file), node.getStart()),
          detail,
        })),
      ),
};

function impurities(source) {
  const own = declaredNames(source);
  const found = [];
  for (const node of nodes(source)) {
    if (!ts.isIdentifier(node) || !isValue(node) || own.has(node.text)) continue;
    if (FOREIGN.has(node.text)) found.push({ node, detail: `uses ${node.text}` });
    if (node.text === 'Date' && readsClock(node))
      found.push({ node, detail: 'reads the clock through Date' });
    if (node.text === 'Math' && drawsLots(node)) found.push({ node, detail: 'draws from Math.random' });
  }
  return found;
}

/** `new Date(at)`, `Date.UTC(...)` and `instanceof Date` are fine; all other uses could be the clock. */
function readsClock(node) {
  const { parent } = node;
  if (ts.isNewExpression(parent) && parent.expression === node) return (parent.arguments?.length ?? 0) === 0;
  if (ts.isPropertyAccessExpression(parent)) return !DATE_MEMBERS.has(parent.name.text);
  return !(ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword);
}

/** `Math.max` is fine; `Math.random` and Math handed on whole are not. */
function drawsLots(node) {
  return !ts.isPropertyAccessExpression(node.parent) || node.parent.name.text === 'random';
}

function declaredNames(source) {
  const names = new Set();
  for (const node of nodes(source)) {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isNamespaceImport(node);
    if (declares && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
  }
  return names;
}

/** True where an identifier stands for a value, not for a type or as the name of a member. */
function isValue(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isTypeElement(parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  return !('name' in parent && parent.name === node);
}
