/** docs/events.md: every message of every module, with its lane, key, listeners and fields. */
export function render({ messages, shapes }, { modules }) {
  const present = Object.keys(modules).filter((name) => messages.some(({ module }) => module === name));
  return [
    '# Messages',
    'Generated from `src/modules/*/contracts` by `node tools/events/write.mjs`; `npm run architecture` fails when it is stale. ' +
      'Lanes: **ask** has one handler and one typed answer; **record** is stored in the outbox of the sender, delivered at ' +
      'least once, de-duplicated and ordered per key; **stream** carries the newest value only. Members are plain JSON: a field ' +
      'without `?` is always there, and unknown is `null`.',
    ...present.flatMap((name) =>
      modulePart(
        name,
        messages.filter(({ module }) => module === name),
      ),
    ),
    ...(shapes.length === 0
      ? []
      : ['## Shapes', 'Types that the fields above name.', ...shapes.map(shapePart)]),
  ].join('\n\n');
}

function modulePart(name, messages) {
  return [
    `## ${name}`,
    table(
      ['Message', 'Kind', 'Lane', 'Key', 'Asked, sent or heard by'],
      messages.map((message) => [
        `[${message.type}](#${anchor(message.type)})`,
        kindOf(message),
        message.lane,
        message.key === null ? '-' : `\`${message.key}\``,
        othersOf(message),
      ]),
    ),
    ...messages.map(messagePart),
  ];
}

function messagePart(message) {
  return [
    `### ${message.type}`,
    message.doc,
    `\`${message.name}\`, ${kindOf(message)}, lane ${message.lane}${message.key === null ? '' : `, key \`${message.key}\``}.` +
      (message.answer === null ? '' : ` Answer: \`${message.answer}\`.`),
    ...(message.forms.length > 1 ? [`One of ${message.forms.length} forms:`] : []),
    ...message.forms.map((fields) => (fields.length === 0 ? 'No fields.' : fieldTable(fields))),
    ...(message.forms.length === 0 ? [`Fields: \`${message.data}\`.`] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function shapePart({ name, file, doc, text, fields }) {
  return [`### ${name}`, doc, text === null ? fieldTable(fields) : `\`${text}\``, `In \`${file}\`.`]
    .filter((part) => part !== '')
    .join('\n\n');
}

const fieldTable = (fields) =>
  table(
    ['Field', 'Type', 'Meaning'],
    fields.map(({ name, optional, type, doc }) => [`\`${name}${optional ? '?' : ''}\``, `\`${type}\``, doc]),
  );

const kindOf = ({ role, base }) => (base === 'Command' || role !== 'command' ? role : 'record command');

/** For a record command both ends matter, otherwise who uses it is who asks or hears it. */
function othersOf({ base, module, usedBy, heardBy }) {
  const names = (list) => (list.length === 0 ? '-' : list.join(', '));
  if (base === 'RecordCommand')
    return `from ${names(usedBy)} to ${names(heardBy.length > 0 ? heardBy : [module])}`;
  if (base === 'RecordEvent') return names(heardBy);
  return names(usedBy);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const anchor = (type) => type.replaceAll('.', '').toLowerCase();
