import { ANY_MODULE, SPEC, oneOf } from '../patterns.mjs';

const room = (...names) => ({ path: `${ANY_MODULE}${oneOf(names)}/`, pathNot: SPEC });
const sameModule = (...rest) => `^src/modules/$1/${oneOf(rest)}`;

/** Dependency rules inside a module: which room may look into which. Unit tests beside a file are free in this. */
export const roomRules = [
  {
    name: 'contracts-import-shared-pure-only',
    reason: 'A message is plain JSON that another process, or a later version, must be able to read.',
    forbids: () => [
      {
        from: room('contracts'),
        to: { path: '^src/', pathNot: oneOf(['^src/shared/pure/', sameModule('contracts/')]) },
      },
    ],
  },
  {
    name: 'domain-looks-inward',
    reason: 'A decision depends on its input only; what others say is translated by the application room.',
    forbids: () => [
      {
        from: room('domain'),
        to: { path: '^src/', pathNot: oneOf(['^src/shared/pure/', sameModule('domain/', 'contracts/')]) },
      },
    ],
  },
  {
    name: 'pure-rooms-import-no-package',
    reason:
      'No framework, database or Node built-in: the same files run live, in a backtest and in simulation.',
    forbids: () => [
      {
        from: {
          path: oneOf(['^src/shared/pure/', '^src/modules/[^/]+/(?:contracts|domain)/']),
          pathNot: SPEC,
        },
        to: { pathNot: '^src/' },
      },
    ],
  },
  {
    name: 'application-knows-no-edges',
    reason: 'A use case names what it needs as a port; simulation fills it with something else.',
    forbids: () => [{ from: room('application'), to: { path: sameModule('inbound/', 'outbound/') } }],
  },
  {
    name: 'inbound-never-touches-outbound',
    reason: 'Whatever wakes us goes through a use case, so that HTTP, queue and chat cannot differ.',
    forbids: () => [{ from: room('inbound'), to: { path: sameModule('outbound/') } }],
  },
  {
    name: 'outbound-implements-ports',
    reason: 'An adapter serves the use cases and never starts one.',
    forbids: () => [
      {
        from: room('outbound'),
        to: {
          path: sameModule('application/', 'inbound/'),
          pathNot: sameModule('application/ports/'),
        },
      },
    ],
  },
  {
    name: 'wiring-is-outermost',
    reason: 'The module file knows all rooms; a room that knows it would know all the others.',
    forbids: () => [
      {
        from: room('application', 'inbound', 'outbound'),
        to: { path: sameModule('[^/]+\\.module\\.ts$') },
      },
    ],
  },
];
