import { placeOf } from '../tree.mjs';

const byModule = (tree) => tree.list('src/modules').map((name) => name.replace(/\/$/, ''));

/** Rules about the map itself and about folders. `offences(tree)` lists what breaks the rule. */
export const layoutRules = [
  {
    name: 'the-map-is-sound',
    reason: 'Modules that ask in a circle are one module; a schema with two owners has none.',
    offences: ({ map }) => {
      const file = 'tools/architecture/map.mjs';
      const names = Object.keys(map.modules);
      const strangers = names.flatMap((name) =>
        ['asks', 'hears'].flatMap((verb) =>
          map.modules[name][verb]
            .filter((other) => other === name || !names.includes(other))
            .map((other) => ({ file, detail: `${name} ${verb} "${other}", which is no other module` })),
        ),
      );
      const shared = names
        .filter((name) => {
          const { schema } = map.modules[name];
          return (
            schema in map.sharedSchemas || names.some((n) => n !== name && map.modules[n].schema === schema)
          );
        })
        .map((name) => ({ file, detail: `the schema of ${name} has another owner` }));
      return [
        ...strangers,
        ...shared,
        ...circles(map.modules).map((circle) => ({
          file,
          detail: `asks in a circle: ${circle.join(' -> ')}`,
        })),
      ];
    },
  },
  {
    name: 'modules-stand-on-the-map',
    reason: 'A folder that is not on the map has no walls; a name without a folder is a promise.',
    offences: (tree) => {
      const folders = byModule(tree);
      const names = Object.keys(tree.map.modules);
      return [
        ...folders
          .filter((name) => !names.includes(name))
          .map((name) => ({ file: `src/modules/${name}`, detail: 'is not on the map' })),
        ...names
          .filter((name) => !folders.includes(name))
          .map((name) => ({ file: `src/modules/${name}`, detail: 'is on the map but has no folder' })),
      ];
    },
  },
  {
    name: 'every-module-has-its-rooms',
    reason: 'Whoever knows one module finds the way in all of them.',
    offences: (tree) =>
      byModule(tree)
        .filter((name) => name in tree.map.modules)
        .flatMap((name) => {
          const folder = `src/modules/${name}`;
          const expected = [...tree.map.rooms.map((room) => `${room}/`), `${name}.module.ts`, 'README.md'];
          const found = tree.list(folder);
          const filled = (entry) =>
            !entry.endsWith('/') || tree.files.some((file) => file.startsWith(`${folder}/${entry}`));
          return [
            ...expected
              .filter((entry) => !found.includes(entry) || !filled(entry))
              .map((entry) => ({ file: `${folder}/${entry}`, detail: 'is missing or empty' })),
            ...found
              .filter((entry) => !expected.includes(entry) && entry !== `${name}.module.spec.ts`)
              .map((entry) => ({ file: `${folder}/${entry}`, detail: 'is none of the rooms' })),
          ];
        }),
  },
  {
    name: 'no-services',
    reason: 'What grows without care is one service: decisions go to domain functions, effects to adapters.',
    offences: (tree) =>
      tree
        .sources('src/modules/')
        .filter((file) => placeOf(file) !== null && file.endsWith('.service.ts'))
        .map((file) => ({ file, detail: 'is a service' })),
  },
];

/** Every circle in the asks of the modules, found once, as a path that ends where it began. */
export function circles(modules) {
  const found = [];
  const done = new Set();
  const visit = (name, path) => {
    const start = path.indexOf(name);
    if (start >= 0) found.push([...path.slice(start), name]);
    if (start >= 0 || done.has(name)) return;
    for (const other of modules[name]?.asks ?? []) visit(other, [...path, name]);
    done.add(name);
  };
  for (const name of Object.keys(modules)) visit(name, []);
  return found;
}
