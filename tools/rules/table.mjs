/** How the tables of rules are written down. */

/**
 * Rows of a table, numbered in order: `rule(text, tests)`, with `{ rest }` where a part of it is not held, or `open(text, why)`.
 * Numbers count on over the sections of a table.
 */
export function numbered(letter, sections) {
  let count = 0;
  return sections.map(([heading, ...rows]) => ({
    heading,
    rows: rows.map((row) => {
      count += 1;
      return { id: `${letter}${String(count).padStart(3, '0')}`, ...row };
    }),
  }));
}

/** A rule and what holds it. */
export const rule = (text, ...tests) => ({ rule: text, tests: tests.flat() });

/** A rule of which a part is not held, and which. */
export const partly = (text, rest, ...tests) => ({ rule: text, rest, tests: tests.flat() });

/** A rule that nothing holds yet, and why. */
export const open = (text, why) => ({ rule: text, open: why });

/** Tests of one file by their titles, from a folder that many of them stand in. */
export const inFolder =
  (folder) =>
  (file, ...titles) =>
    titles.map((title) => ({ file: `${folder}/${file}.spec.ts`, title }));
