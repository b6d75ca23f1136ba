import ts from 'typescript';
import { FOLDER_OF_ROLE, ROLE_OF_BASE, messageClasses, wireWords } from '../messages.mjs';
import { lineAt, nodes, placeOf } from '../tree.mjs';

const CONTRACT = /^src\/modules\/[^/]+\/contracts\/(.*?)[^/]*$/;
const SUFFIX = /\.(command|query|event)\.ts$/;

const inContracts = ({ file }) => CONTRACT.test(file);

/** Rules about message classes: where they stand and how they are named. */
export const messageRules = [
  {
    name: 'messages-stand-in-contracts',
    reason: 'What crosses a door is found behind that door, and nowhere else.',
    offences: (tree) =>
      messageClasses(tree)
        .filter((message) => !inContracts(message) && message.file !== 'src/shared/pure/messages/message.ts')
        .map(({ file, line, name }) => ({ file, line, detail: `${name} is a message outside contracts/` })),
  },
  {
    name: 'file-roles-match-their-message',
    reason: 'A file name tells what the message does: order, ask, or tell.',
    offences: (tree) => {
      const messages = messageClasses(tree).filter(inContracts);
      const wrong = messages
        .filter(({ file, base }) => !standsWell(file, ROLE_OF_BASE[base]))
        .map(({ file, line, name, base }) => {
          const role = ROLE_OF_BASE[base];
          const place = role ? `${FOLDER_OF_ROLE[role]}/*.${role}.ts` : 'no contract: it is a base';
          return { file, line, detail: `${name} is a ${base}, which stands in ${place}` };
        });
      const empty = tree
        .sources('src/modules/')
        .filter((file) => inContracts({ file }) && SUFFIX.test(file))
        .filter((file) => !messages.some((message) => message.file === file))
        .map((file) => ({ file, detail: `holds no ${SUFFIX.exec(file)[1]}` }));
      return [...wrong, ...empty];
    },
  },
  {
    name: 'wire-names-are-derived',
    reason: 'The wire name says module, message and version, so that a stored row can be read by eye.',
    offences: (tree) =>
      messageClasses(tree)
        .filter(inContracts)
        .flatMap(({ file, line, name, type }) => {
          const { words, version } = wireWords(name);
          const stem = `${placeOf(file).module}.${words}.v`;
          const rest = type?.startsWith(stem) ? type.slice(stem.length) : '';
          if (/^[1-9]\d*$/.test(rest) && (version === null || version === rest)) return [];
          return [{ file, line, detail: `${name} is called ${type ?? '?'}, not ${stem}${version ?? 'N'}` }];
        }),
  },
  {
    name: 'wire-names-are-unique',
    reason: 'A receiver finds the class of a stored message by its wire name.',
    offences: (tree) => {
      const messages = messageClasses(tree).filter(({ type }) => type !== null);
      return messages
        .filter(({ type }, index) => messages.findIndex((other) => other.type === type) < index)
        .map(({ file, line, name, type }) => ({ file, line, detail: `${name} is a second ${type}` }));
    },
  },
  {
    name: 'record-handlers-name-their-module',
    reason:
      "A record is de-duplicated in the inbox of the module named; another module's inbox would swallow it.",
    offences: (tree) =>
      tree.sources('src/modules/').flatMap((file) =>
        recordHandlers(tree.syntax(file))
          .filter(({ module }) => module !== placeOf(file).module)
          .map(({ node, module }) => ({
            file,
            line: lineAt(tree.text(file), node.getStart()),
            detail: `handles records as "${module ?? '?'}" inside ${placeOf(file).module}`,
          })),
      ),
  },
];

/** Uses of `@OnRecord('module', Message)` in a file; `module` is null when it is not a string literal. */
export function recordHandlers(source) {
  return [...nodes(source)].flatMap((node) => {
    if (!ts.isDecorator(node) || !ts.isCallExpression(node.expression)) return [];
    const { expression, arguments: given } = node.expression;
    if (!ts.isIdentifier(expression) || expression.text !== 'OnRecord') return [];
    const [module, message] = given;
    return [
      {
        node,
        module: module !== undefined && ts.isStringLiteral(module) ? module.text : null,
        message: message !== undefined && ts.isIdentifier(message) ? message.text : null,
      },
    ];
  });
}

const standsWell = (file, role) =>
  role !== undefined &&
  CONTRACT.exec(file)[1] === `${FOLDER_OF_ROLE[role]}/` &&
  SUFFIX.exec(file)?.[1] === role;
