/** The titles that a test file gives its tests. */
import ts from 'typescript';

const MAKERS = new Set(['it', 'test']);

/**
 * Titles of the tests in a source, as they are written: of a template its text up to the first value, of a table of tests
 * the title with its places (`%s`). The faults of the chaos run are members of an object, named by what happens.
 */
export function titlesIn(file, text) {
  const titles = new Set();
  const isChaos = file === 'scripts/chaos/faults.mjs';
  const visit = (node) => {
    if (ts.isCallExpression(node) && MAKERS.has(makerOf(node))) {
      const title = titleOf(node.arguments[0]);
      if (title !== null) titles.add(title);
    }
    if (isChaos && ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name)) titles.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return titles;
}

/** `it` of `it(…)`, `it.each(…)(…)` and it.each`…`(…). */
function makerOf({ expression }) {
  let called = expression;
  while (!ts.isIdentifier(called)) {
    if (ts.isCallExpression(called) || ts.isPropertyAccessExpression(called)) called = called.expression;
    else if (ts.isTaggedTemplateExpression(called)) called = called.tag;
    else return '';
  }
  return called.text;
}

function titleOf(argument) {
  if (argument === undefined) return null;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  const head = ts.isTemplateExpression(argument) ? argument.head.text.replace(/[\s:]+$/, '') : '';
  return head === '' ? null : head;
}
