import ts from 'typescript';
import { lineAt, nodes } from './tree.mjs';

/** The bases of messages and the suffix and folder of their files. */
export const ROLE_OF_BASE = {
  Command: 'command',
  RecordCommand: 'command',
  Query: 'query',
  RecordEvent: 'event',
  StreamEvent: 'event',
};

export const FOLDER_OF_ROLE = { command: 'commands', query: 'queries', event: 'events' };

/** Bases that only other bases extend. */
const INNER_BASES = ['Message', 'Ask', 'RecordMessage'];

const BASES_FILE = /(?:^|\/)shared\/pure\/messages\/message\.js$/;

/**
 * Every class of the product that extends a message base: its file and line, name, base (by its original name) and the
 * wire name it declares, null when it is not one string literal.
 */
export function messageClasses(tree) {
  return tree.sources().flatMap((file) => {
    const source = tree.syntax(file);
    const bases = importedBases(source);
    if (bases.size === 0) return [];
    return [...nodes(source)].flatMap((node) => {
      if (!ts.isClassDeclaration(node) || node.name === undefined) return [];
      const base = bases.get(heritageOf(node));
      if (base === undefined) return [];
      return [
        {
          file,
          line: lineAt(tree.text(file), node.name.getStart()),
          name: node.name.text,
          base,
          type: wireNameOf(node),
          node,
        },
      ];
    });
  });
}

/** `OrderFilledV2` is `order-filled`, version 2; without a suffix the version is free. */
export function wireWords(className) {
  const match = /^(.*?)(?:V(\d+))?$/.exec(className);
  const words = match[1]
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
  return { words, version: match[2] ?? null };
}

function importedBases(source) {
  const bases = new Map();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !BASES_FILE.test(statement.moduleSpecifier.text)) continue;
    const named = statement.importClause?.namedBindings;
    if (named === undefined || !ts.isNamedImports(named)) continue;
    for (const element of named.elements) {
      const original = (element.propertyName ?? element.name).text;
      if (original in ROLE_OF_BASE || INNER_BASES.includes(original)) bases.set(element.name.text, original);
    }
  }
  return bases;
}

function heritageOf(node) {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const expression = clause?.types[0]?.expression;
  return expression !== undefined && ts.isIdentifier(expression) ? expression.text : null;
}

function wireNameOf(node) {
  const member = node.members.find(
    (each) =>
      ts.isPropertyDeclaration(each) &&
      each.name.getText() === 'type' &&
      each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword),
  );
  const value = member?.initializer;
  const literal = value !== undefined && ts.isAsExpression(value) ? value.expression : value;
  return literal !== undefined && ts.isStringLiteral(literal) ? literal.text : null;
}
