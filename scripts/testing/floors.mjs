/** The least share of lines that tests must run, in percent. `src` paths are relative, with forward slashes. */
export const FLOORS = [
  {
    name: 'lines of domain/ and shared/pure',
    percent: 95,
    holds: (path) => /^src\/(modules\/[^/]+\/domain|shared\/pure)\//.test(path),
  },
  { name: 'lines of everything', percent: 80, holds: () => true },
];

/** One verdict a floor. `lines` has one entry a file: its path, its lines, and how many of them ran. */
export function judge(lines, floors = FLOORS) {
  return floors.map(({ name, percent, holds }) => {
    const files = lines.filter(({ path }) => holds(path));
    const total = files.reduce((count, file) => count + file.total, 0);
    const covered = files.reduce((count, file) => count + file.covered, 0);
    const share = total === 0 ? 100 : (100 * covered) / total;
    const ok = share >= percent;
    return { ok, line: `coverage: ${floor2(share)} % ${name}, floor ${percent} %${ok ? '' : ': TOO LOW'}` };
  });
}

/** Rounded down, so that a share below its floor never reads as if it reached it. */
const floor2 = (share) => (Math.floor(share * 100) / 100).toFixed(2);
