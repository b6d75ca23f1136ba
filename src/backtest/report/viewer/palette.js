/* global document, getComputedStyle */

/** Colours that tell lines of one chart apart. */
export const SERIES = 6;

const NAMES = [
  ...['surface', 'text', 'muted', 'line', 'accent', 'hold', 'gain', 'loss'],
  ...Array.from({ length: SERIES }, (_, index) => `series-${index + 1}`),
];

/** The colours of the page as they are now; canvases are drawn with them. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const colours = Object.fromEntries(NAMES.map((name) => [name, resolve(read(name), read)]));
  const font = getComputedStyle(document.body).fontFamily;
  return { ...colours, font: `11px ${font}` };
}

/** A name may stand for another name. */
const resolve = (value, read) => {
  const other = /^var\(--([\w-]+)\)$/.exec(value);
  return other === null ? value : read(other[1]);
};

/** A colour of six hexadecimal digits, more transparent. */
export const faded = (colour, share) =>
  `${colour}${Math.round(share * 255)
    .toString(16)
    .padStart(2, '0')}`;
