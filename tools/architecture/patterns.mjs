/** Regular expressions over paths, from the root of the project, as dependency-cruiser takes them. */

export const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** One of several names or patterns; none of them when the list is empty. */
export const oneOf = (patterns) => (patterns.length === 0 ? '(?!)' : `(?:${patterns.join('|')})`);

/** A file, or with a trailing slash everything below a folder. */
export const place = (path) => `^${escape(path)}${path.endsWith('/') ? '' : '$'}`;

/** Unit tests beside their file. */
export const SPEC = '\\.spec\\.ts$';

/** Any module's folder; the name is the first group of the pattern. */
export const ANY_MODULE = '^src/modules/([^/]+)/';
