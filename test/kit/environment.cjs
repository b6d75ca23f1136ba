const { Session } = require('node:inspector');
const { CoverageInstrumenter } = require('collect-v8-coverage');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Coverage costs Jest more than the tests do: it turns V8's coverage on and off for each file, and every turn throws away the
 * compiled code of the whole process. Here it is turned on once per process and only read after each file. Should Jest stop
 * using this class one day, runs are slow again, not wrong.
 */
let session = null;

const post = (method, options) =>
  new Promise((resolve, reject) => {
    session.post(method, options, (error, answer) => (error === null ? resolve(answer) : reject(error)));
  });

CoverageInstrumenter.prototype.startInstrumenting = async () => {
  if (session !== null) return;
  session = new Session();
  session.connect();
  await post('Profiler.enable');
  await post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
};

/** V8 names every script of the process; Jest keeps the project's own, and none are wanted that did not run. */
CoverageInstrumenter.prototype.stopInstrumenting = async () => {
  const { result } = await post('Profiler.takePreciseCoverage');
  return result.filter(({ functions }) =>
    functions.some(({ ranges }) => ranges.some(({ count }) => count > 0)),
  );
};

module.exports = TestEnvironment;
