/**
 * Whether two values would be the same once they are written down as JSON, in whatever order their members stand. Both are plain
 * values, and nothing is written: it is asked for everything that a world decides.
 */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return written(left) === written(right);
  if (Array.isArray(left) || Array.isArray(right))
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((one, place) => sameJson(one, right[place]))
    );
  return coveredBy(left, right) && coveredBy(right, left, false);
}

/** Every member of `one` that would be written is in `other`, and the same where values are looked at. */
function coveredBy(one: object, other: object, values = true): boolean {
  for (const name in one) {
    const value = (one as Record<string, unknown>)[name];
    const there = (other as Record<string, unknown>)[name];
    if (values ? !sameJson(value, there) : value !== undefined && there === undefined) return false;
  }
  return true;
}

/** What a number that is none becomes. */
const written = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? null : Object.is(value, -0) ? 0 : value;
