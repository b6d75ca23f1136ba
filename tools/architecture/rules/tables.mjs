import ts from 'typescript';
import { lineAt, nodes, placeOf } from '../tree.mjs';

/** Methods of a Prisma delegate, which tell `prisma.order.findMany` from any other pair of members. */
const PRISMA_METHODS =
  /^(?:find(?:Unique|First)(?:OrThrow)?|findMany|create(?:Many(?:AndReturn)?)?|update(?:Many(?:AndReturn)?)?|upsert|delete(?:Many)?|count|aggregate|groupBy)$/;

/** A text that is a statement although no `sql` tag says so, as `COPY ... FROM STDIN` is. */
const STATEMENT = /^\s*(?:select|insert|update|delete|copy|with|truncate|create|alter|drop|lock|listen)\s/i;

/** Rules about tables: each schema has one owner, and nothing but ids crosses from one to another. */
export const tableRules = [
  {
    name: 'modules-own-their-tables',
    reason: 'Two modules that write one table are one module; what the other knows is asked or heard.',
    offences: (tree) =>
      tree.sources('src/modules/').flatMap((file) => {
        const own = tree.map.modules[placeOf(file).module]?.schema;
        return [...foreignTables(tree, file, own), ...foreignModels(tree, file, own)];
      }),
  },
  {
    name: 'relations-stay-in-their-schema',
    reason:
      'Ids cross schemas; relations and joins do not, so that a schema can move to a database of its own.',
    offences: (tree) => [...prismaOffences(tree), ...migrationOffences(tree)],
  },
];

const schemasOf = ({ modules, sharedSchemas }) => [
  ...Object.values(modules).map(({ schema }) => schema),
  ...Object.keys(sharedSchemas),
];

function foreignTables(tree, file, own) {
  const found = [];
  const source = tree.syntax(file);
  for (const node of nodes(source)) {
    const statement = statementOf(node);
    if (statement === null) continue;
    for (const { schema, index } of qualifiedNames(statement.text, schemasOf(tree.map))) {
      if (schema === own) continue;
      const line = lineAt(tree.text(file), statement.start + index);
      found.push({ file, line, detail: `names a table of the schema ${schema}` });
    }
  }
  return found;
}

/** SQL as written, with interpolated values blanked so that positions stay; null when the node is not SQL. */
function statementOf(node) {
  if (ts.isTaggedTemplateExpression(node)) {
    const tag = ts.isPropertyAccessExpression(node.tag) ? node.tag.name : node.tag;
    if (!ts.isIdentifier(tag) || tag.text !== 'sql') return null;
    return { start: node.template.getStart(), text: withoutValues(node.template) };
  }
  const literal =
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
  if (!literal || ts.isTaggedTemplateExpression(node.parent)) return null;
  const text = withoutValues(node).slice(1, -1);
  return STATEMENT.test(text) ? { start: node.getStart() + 1, text } : null;
}

function withoutValues(template) {
  let text = template.getText();
  if (!ts.isTemplateExpression(template)) return text;
  for (const { expression } of template.templateSpans) {
    const from = expression.getStart() - template.getStart();
    const to = expression.getEnd() - template.getStart();
    text = text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to);
  }
  return text;
}

/** Names like `orders.intent` or `"orders"."intent"` in SQL, outside its comments and texts. */
export function qualifiedNames(sql, schemas) {
  const blank = (match) => match.replace(/[^\n]/g, ' ');
  const code = sql
    .replace(/--[^\n]*/g, blank)
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/'(?:[^']|'')*'/g, blank);
  const pattern = new RegExp(`(?<![\\w.$"])"?(${schemas.join('|')})"?\\s*\\.\\s*["\\w*]`, 'gi');
  return [...code.matchAll(pattern)].map((match) => ({ schema: match[1].toLowerCase(), index: match.index }));
}

function foreignModels(tree, file, own) {
  const delegates = new Map(
    modelsOf(tree).map(({ name, schema }) => [name[0].toLowerCase() + name.slice(1), schema]),
  );
  const found = [];
  for (const node of nodes(tree.syntax(file))) {
    if (!ts.isPropertyAccessExpression(node) || !PRISMA_METHODS.test(node.name.text)) continue;
    if (!ts.isPropertyAccessExpression(node.expression)) continue;
    const schema = delegates.get(node.expression.name.text);
    if (schema === undefined || schema === own) continue;
    const line = lineAt(tree.text(file), node.expression.name.getStart());
    found.push({
      file,
      line,
      detail: `reads the model ${node.expression.name.text} of the schema ${schema}`,
    });
  }
  return found;
}

const prismaFiles = (tree) => tree.files.filter((file) => /^prisma\/schema\/.*\.prisma$/.test(file));

/** Models and enums of the Prisma files: where they stand, their schema, and the lines between their braces. */
function modelsOf(tree) {
  return prismaFiles(tree).flatMap((file) =>
    [...tree.text(file).matchAll(/^(?:model|enum)\s+(\w+)\s*\{([\s\S]*?)^\}/gm)].map((match) => ({
      file,
      name: match[1],
      body: match[2],
      start: match.index + match[0].indexOf('{') + 1,
      schema: /@@schema\("([^"]+)"\)/.exec(match[2])?.[1] ?? null,
    })),
  );
}

function prismaOffences(tree) {
  const models = modelsOf(tree);
  const home = new Map(models.map(({ name, file }) => [name, file]));
  return models.flatMap(({ file, name, body, start, schema }) => {
    const owner = /([^/]+)\.prisma$/.exec(file)[1];
    const expected = tree.map.modules[owner]?.schema ?? owner;
    const misplaced =
      schema === expected
        ? []
        : [
            {
              file,
              line: lineAt(tree.text(file), start),
              detail: `${name} is not in the schema ${expected}`,
            },
          ];
    const relations = [...body.matchAll(/^\s*\w+\s+(\w+)/gm)]
      .filter((match) => home.has(match[1]) && home.get(match[1]) !== file)
      .map((match) => ({
        file,
        line: lineAt(tree.text(file), start + match.index + match[0].lastIndexOf(match[1])),
        detail: `${name} relates to ${match[1]} of ${home.get(match[1])}`,
      }));
    return [...misplaced, ...relations];
  });
}

/** A statement of a migration that names tables of two owners joins or relates them. */
function migrationOffences(tree) {
  const schemas = schemasOf(tree.map);
  return tree.files
    .filter((file) => /^prisma\/migrations\/.*\.sql$/.test(file))
    .flatMap((file) => {
      const text = tree.text(file);
      let start = 0;
      return text.split(';').flatMap((statement) => {
        const names = qualifiedNames(statement, schemas);
        const second = names.find(({ schema }) => schema !== names[0].schema);
        const offence = second && {
          file,
          line: lineAt(text, start + second.index),
          detail: `one statement names the schemas ${names[0].schema} and ${second.schema}`,
        };
        start += statement.length + 1;
        return offence === undefined ? [] : [offence];
      });
    });
}
