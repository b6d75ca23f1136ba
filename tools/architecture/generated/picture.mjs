/** The map as a picture and as a table. */
export function picture({ modules }) {
  const names = Object.keys(modules);
  return [
    '```mermaid',
    'flowchart TD',
    ...names.map((name) => `  ${id(name)}["${name}"]`),
    ...names.flatMap((name) => arrows(name, modules[name])),
    '```',
    '',
    'A thick arrow points to a module that is asked and heard, a plain one to a module that is only asked; a dotted one carries ' +
      'events to a module that only hears them.',
    '',
    '| Module | asks | hears | schema |',
    '| --- | --- | --- | --- |',
    ...names.map((name) => {
      const { asks, hears, schema } = modules[name];
      return `| [${name}](../src/modules/${name}/README.md) | ${list(asks)} | ${list(hears)} | \`${schema}\` |`;
    }),
  ].join('\n');
}

const arrows = (name, { asks, hears }) => [
  ...asks.map((other) => `  ${id(name)} ${hears.includes(other) ? '==>' : '-->'} ${id(other)}`),
  ...hears.filter((other) => !asks.includes(other)).map((other) => `  ${id(other)} -.-> ${id(name)}`),
];

const id = (name) => name.replaceAll('-', '_');

const list = (names) => (names.length === 0 ? '-' : names.join(', '));
