import { relative } from 'node:path';
import ts from 'typescript';

/**
 * Reads messages with the checker. Types are shown as they are written; every type of the project that a message names
 * is collected with its own fields or text, so that the document is complete without the sources.
 */
export function shapesOf(checker, root) {
  const named = new Map();

  const fieldsOf = (type) =>
    checker.getPropertiesOfType(type).map((property) => {
      const declaration = property.valueDeclaration ?? property.declarations?.[0];
      const written =
        declaration !== undefined && ts.isPropertySignature(declaration) ? declaration.type : undefined;
      if (written !== undefined) collect(written);
      return {
        name: property.name,
        optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
        type:
          written === undefined ? checker.typeToString(checker.getTypeOfSymbol(property)) : textOf(written),
        doc: docOf(property),
      };
    });

  /** The fields of each form of a type: one, or one for each member of a union of objects. */
  const formsOf = (node) => {
    const type = checker.getTypeFromTypeNode(node);
    const forms = type.isUnion() ? type.types : [type];
    return forms.every(isPlainObject) ? forms.map(fieldsOf) : [];
  };

  /** Remembers the project's types that a type node names, and those that they name. */
  const collect = (node) => {
    if (ts.isTypeReferenceNode(node)) remember(node.typeName);
    ts.forEachChild(node, collect);
  };

  const remember = (typeName) => {
    const alias = checker.getSymbolAtLocation(typeName);
    if (alias === undefined) return;
    const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
    const declaration = symbol.declarations?.find(
      (each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each),
    );
    if (declaration === undefined) return;
    const file = relative(root, declaration.getSourceFile().fileName);
    const id = `${file}#${symbol.name}`;
    if (!file.startsWith('src/') || named.has(id)) return;
    const shape = { name: symbol.name, file, doc: docOf(symbol), text: null, fields: [] };
    named.set(id, shape);
    if (ts.isTypeAliasDeclaration(declaration) && !ts.isTypeLiteralNode(declaration.type)) {
      shape.text = aliasText(declaration);
    } else {
      shape.fields = fieldsOf(checker.getTypeAtLocation(declaration));
      if (shape.fields.length === 0) shape.text = textOf(declaration).replace(/^[^{]*/, '');
    }
  };

  /** What an alias stands for: a brand is its primitive, what is derived from a value is listed, the rest is as written. */
  const aliasText = ({ name, type }) => {
    if (ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Brand') {
      return textOf(type.typeArguments[0]);
    }
    if (type.getText().includes('typeof ')) {
      return checker.typeToString(checker.getTypeAtLocation(name), undefined, SPELLED_OUT);
    }
    collect(type);
    return textOf(type);
  };

  return {
    /** Doc, fields and answer of a message class. */
    message(declaration) {
      const [data, answer] = baseOf(declaration).typeArguments ?? [];
      if (answer !== undefined) collect(answer);
      if (data !== undefined && !ts.isTypeLiteralNode(data) && !ts.isTypeReferenceNode(data)) collect(data);
      return {
        doc: docOf(checker.getSymbolAtLocation(declaration.name)),
        forms: data === undefined ? [] : formsOf(data),
        data: data === undefined ? null : textOf(data),
        answer: answer === undefined ? null : textOf(answer),
      };
    },

    /** Every type of the project that a message names, by name. */
    named: () => [...named.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };

  function docOf(symbol) {
    return ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ').trim();
  }
}

const SPELLED_OUT =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.InTypeAlias |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

const baseOf = (declaration) =>
  declaration.heritageClauses.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword).types[0];

const isPlainObject = (type) => (type.flags & ts.TypeFlags.Object) !== 0;

/** A type as it is written, on one line and without `readonly`, which holds for every message. */
const textOf = (node) =>
  node
    .getText()
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ')
    .replace(/\breadonly\s+/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^\| /, '')
    .trim();
