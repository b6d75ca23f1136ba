/** Part of a list, the end exclusive. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/** Lines of both lists between two that they have in common; one of the parts may be empty. */
export interface DifferingLines {
  readonly left: Part;
  readonly right: Part;
}

/** Lines that one of the two may have more than the other before both go on alike. */
const LOOK_AHEAD = 200;

/** Two lists beside each other: equal lines are passed, what stands in between belongs to the nearest equal line after it. */
export function differingLines(one: readonly string[], other: readonly string[]): readonly DifferingLines[] {
  const found: DifferingLines[] = [];
  let left = 0;
  let right = 0;
  while (left < one.length || right < other.length) {
    if (one[left] === other[right]) {
      left += 1;
      right += 1;
      continue;
    }
    const [ahead, behind] = nextAlike(one, left, other, right);
    found.push({
      left: { from: left, to: left + ahead },
      right: { from: right, to: right + behind },
    });
    left += ahead;
    right += behind;
  }
  return found;
}

/** How many lines of each side lie before the next one that both have. */
function nextAlike(
  one: readonly string[],
  left: number,
  other: readonly string[],
  right: number,
): readonly [number, number] {
  for (let distance = 1; distance <= LOOK_AHEAD; distance += 1)
    for (let ahead = 0; ahead <= distance; ahead += 1) {
      const line = one[left + ahead];
      if (line !== undefined && line === other[right + distance - ahead]) return [ahead, distance - ahead];
    }
  return [one.length - left, other.length - right];
}
