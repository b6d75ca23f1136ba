/* global Blob, DecompressionStream, Response, atob */

/** The numbers that whole steps lead to. */
export function walk({ decimals, steps }) {
  const unit = 10 ** decimals;
  const values = new Float64Array(steps.length);
  let units = 0;
  for (let index = 0; index < steps.length; index += 1) {
    units += steps[index];
    values[index] = units / unit;
  }
  return values;
}

/** The page's data: deflated JSON in base64, every list of steps walked. */
export async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(inflated).text(), (_key, value) =>
    value !== null && typeof value === 'object' && 'steps' in value ? walk(value) : value,
  );
}
