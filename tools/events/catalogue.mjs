import { join } from 'node:path';
import ts from 'typescript';
import { FOLDER_OF_ROLE, ROLE_OF_BASE, messageClasses } from '../architecture/messages.mjs';
import { recordHandlers } from '../architecture/rules/messages.mjs';
import { nodes, placeOf } from '../architecture/tree.mjs';
import { classIn, compile, isContract } from './compile.mjs';
import { shapesOf } from './shapes.mjs';

const LANE = {
  Command: 'ask',
  Query: 'ask',
  RecordCommand: 'record',
  RecordEvent: 'record',
  StreamEvent: 'stream',
};

/**
 * The messages of a tree as a person wants to know them, read from the contracts by the TypeScript compiler:
 * `{ module, type, name, role, base, lane, key, doc, fields, answer, usedBy, heardBy }`, and the shapes their fields name.
 */
export function catalogueOf(tree) {
  const program = compile(tree);
  const shapes = shapesOf(program.getTypeChecker(), tree.root);
  const relations = relationsOf(tree);
  const messages = messageClasses(tree)
    .filter(({ file, base, type }) => isContract(file) && base in LANE && type !== null)
    .map(({ file, name, base, type }) => {
      const module = placeOf(file).module;
      const declaration = classIn(program.getSourceFile(join(tree.root, file)), name);
      const role = ROLE_OF_BASE[base];
      const id = `${module}/${name}`;
      return {
        module,
        type,
        name,
        role,
        folder: FOLDER_OF_ROLE[role],
        base,
        lane: LANE[base],
        key: keyOf(declaration),
        usedBy: sorted(relations.usedBy.get(id)),
        heardBy: sorted(relations.heardBy.get(id)),
        ...shapes.message(declaration),
      };
    })
    .sort((a, b) => (a.type < b.type ? -1 : 1));
  return { messages, shapes: shapes.named() };
}

const sorted = (names) => [...(names ?? [])].sort();

/** Who imports a message (a module other than its own, or a host) and which modules handle it as a record. */
function relationsOf(tree) {
  const usedBy = new Map();
  const heardBy = new Map();
  const add = (relation, id, who) => relation.set(id, (relation.get(id) ?? new Set()).add(who));
  for (const file of tree.sources()) {
    const who = placeOf(file)?.module ?? file.split('/')[1];
    const imported = importedContracts(tree.syntax(file), file);
    for (const { module, name } of imported.values()) {
      if (module !== who) add(usedBy, `${module}/${name}`, who);
    }
    for (const { message } of recordHandlers(tree.syntax(file))) {
      const target = imported.get(message);
      if (target !== undefined) add(heardBy, `${target.module}/${target.name}`, who);
    }
  }
  return { usedBy, heardBy };
}

/** Local name -> module and original name of everything a file imports from contracts. */
function importedContracts(source, file) {
  const found = new Map();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const target = join(file, '..', statement.moduleSpecifier.text);
    const named = statement.importClause?.namedBindings;
    if (!isContract(target) || named === undefined || !ts.isNamedImports(named)) continue;
    for (const element of named.elements) {
      const name = (element.propertyName ?? element.name).text;
      found.set(element.name.text, { module: placeOf(target).module, name });
    }
  }
  return found;
}

/** What the `key` getter returns, without `this.data.`; null for asks. */
function keyOf(declaration) {
  const getter = declaration.members.find(
    (member) => ts.isGetAccessorDeclaration(member) && member.name.getText() === 'key',
  );
  if (getter === undefined) return null;
  const returned = [...nodes(getter)].find(ts.isReturnStatement);
  return returned?.expression?.getText().replaceAll('this.data.', '') ?? null;
}
