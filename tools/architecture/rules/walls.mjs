import { ANY_MODULE, SPEC, escape, oneOf, place } from '../patterns.mjs';

/**
 * Dependency rules between the parts of the house. `forbids(map)` gives dependency-cruiser conditions; an import that
 * meets one of them is an offence. Unit tests beside their file keep to the walls of modules too, because they move with
 * the module; what spans modules is tested in test/, where everything may be imported.
 */
export const walls = [
  {
    name: 'modules-meet-at-contracts',
    reason: 'A module is replaced, tested and moved to its own process alone; only messages cross its door.',
    forbids: () => [
      {
        from: { path: ANY_MODULE },
        to: {
          path: '^src/modules/',
          pathNot: '^src/modules/(?:$1/|[^/]+/contracts/(?:commands|queries|events)/)',
        },
      },
    ],
  },
  {
    name: 'asks-along-the-map',
    reason: 'Who may ask whom is decided on the map, where a circle shows.',
    forbids: ({ modules }) =>
      Object.entries(modules).map(([name, { asks }]) => ({
        from: { path: place(`src/modules/${name}/`) },
        to: {
          path: '^src/modules/[^/]+/contracts/(?:commands|queries)/',
          pathNot: `^src/modules/${oneOf([name, ...asks].map(escape))}/`,
        },
      })),
  },
  {
    name: 'hears-along-the-map',
    reason:
      'Whose events a module reacts to is decided on the map; one that asks may know the events of the answer.',
    forbids: ({ modules }) =>
      Object.entries(modules).map(([name, { asks, hears }]) => ({
        from: { path: place(`src/modules/${name}/`) },
        to: {
          path: '^src/modules/[^/]+/contracts/events/',
          pathNot: `^src/modules/${oneOf([name, ...asks, ...hears].map(escape))}/`,
        },
      })),
  },
  {
    name: 'modules-know-no-host',
    reason: 'Modules run in the application, a backtest and a simulation, and cannot tell which.',
    forbids: () => [
      { from: { path: '^src/modules/' }, to: { path: '^src/(?!modules/|shared/|generated/)' } },
    ],
  },
  {
    name: 'command-line-is-outermost',
    reason: 'What runs must run the same without a terminal; commands only parse, ask and print.',
    forbids: () => [{ from: { path: '^src/(?!cli/)' }, to: { path: '^src/cli/' } }],
  },
  {
    name: 'shared-knows-no-module',
    reason: 'The ground carries the house; it does not know who lives there.',
    forbids: () => [{ from: { path: '^src/shared/' }, to: { path: '^src/(?!shared/|generated/)' } }],
  },
  {
    name: 'pure-knows-no-platform',
    reason: 'The language of the program must mean the same live, in a backtest and in simulation.',
    forbids: () => [{ from: { path: '^src/shared/pure/' }, to: { path: '^src/shared/(?!pure/)' } }],
  },
  {
    name: 'nobody-else-enters-a-module',
    reason: 'Every visitor of a module is named on the map, with the doors open to it.',
    forbids: ({ visitors }) => [
      {
        from: {
          path: '^src/',
          pathNot: oneOf([
            '^src/modules/',
            '^src/shared/',
            SPEC,
            ...visitors.map((visitor) => place(visitor.from)),
          ]),
        },
        to: { path: '^src/modules/' },
      },
    ],
  },
  {
    name: 'product-imports-no-test',
    reason: 'What is shipped cannot lean on what is not.',
    forbids: () => [
      { from: { path: '^src/', pathNot: SPEC }, to: { path: oneOf(['^test/', '^tools/', SPEC]) } },
    ],
  },
  {
    name: 'no-cycles',
    reason: 'Files that need each other can be read, tested and moved only together.',
    forbids: () => [{ from: {}, to: { circular: true } }],
  },
];

/** One rule for each visitor on the map. */
export const visitorRules = ({ modules, visitors }) =>
  visitors.map(({ rule, from, may }) => ({
    name: rule,
    reason: `${from} may import of a module: ${may.join(', ')}.`,
    forbids: () => [
      {
        from: { path: place(from), pathNot: SPEC },
        to: {
          path: '^src/modules/',
          pathNot: oneOf(may.flatMap((path) => doors(path, Object.keys(modules)))),
        },
      },
    ],
  }));

/** Patterns of a path below any module; one for each module where the path holds its name. */
const doors = (path, names) =>
  path.includes('<name>')
    ? names.map((name) => place(`src/modules/${name}/${path.replace('<name>', name)}`))
    : [place(`src/modules/<any>/${path}`).replace('<any>', '[^/]+')];
