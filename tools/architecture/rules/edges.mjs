import { SPEC, escape, oneOf } from '../patterns.mjs';

/** One dependency rule for each group of packages that the map keeps at one edge of the house. */
export const edgeRules = ({ edges }) =>
  edges.map(({ rule, reason, packages, only }) => ({
    name: rule,
    reason,
    forbids: () => [
      {
        from: { path: '^src/', pathNot: oneOf(['^src/generated/', SPEC, ...only.map(folder)]) },
        to: { path: oneOf(packages.map(dependency)) },
      },
    ],
  }));

const folder = (path) => `^${escape(path).replace('<module>', '[^/]+')}`;

/** A package by name, resolved or not, or its types; or a folder of generated code. */
function dependency(name) {
  if (name.startsWith('src/')) return `^${escape(name)}`;
  const pattern = name.endsWith('/*') ? `${escape(name.slice(0, -1))}[^/]+` : escape(name);
  return `(?:^|node_modules/)(?:@types/)?${pattern}(?:/|$)`;
}
