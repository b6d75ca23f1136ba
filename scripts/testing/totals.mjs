/** Counts of one run from jest's JSON result. A suite that could not even be loaded counts as one failed test. */
export function totalsOf(result) {
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/** A run that gave no result at all. */
export const NO_RESULT = { passed: 0, failed: 1, skipped: 0 };

/** The closing line of a run, read by people and machines alike. */
export function totalsLine({ passed, failed, skipped }) {
  return `tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The counts of several runs together. */
export function sum(all) {
  return all.reduce(
    (left, right) => ({
      passed: left.passed + right.passed,
      failed: left.failed + right.failed,
      skipped: left.skipped + right.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}
