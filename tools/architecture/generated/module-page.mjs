/** The first part of a module's README: what it owns, asks and hears, and who asks and hears it. */
export function modulePart({ modules }, name) {
  const { schema, owns, asks, hears } = modules[name];
  const others = (verb) => Object.keys(modules).filter((other) => modules[other][verb].includes(name));
  return [
    '## Owns',
    [...owns, `the Postgres schema \`${schema}\``].map((line) => `- ${line}`).join('\n'),
    '## Asks',
    sentence(asks, 'Nobody.'),
    `Asked by: ${sentence(others('asks'), 'nobody but the hosts.')}`,
    '## Hears',
    sentence(hears, 'Nobody.'),
    `Heard by: ${sentence(others('hears'), 'nobody.')}`,
  ].join('\n\n');
}

const sentence = (names, none) =>
  names.length === 0 ? none : `${names.map((name) => `[${name}](../${name}/README.md)`).join(', ')}.`;
