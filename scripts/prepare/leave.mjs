/**
 * Ends the process once everything it has printed has left it. A pipe takes 64 KiB at a time: what is still waiting when
 * a process exits is lost, and whoever reads it gets half a result.
 */
export async function leave(code) {
  await Promise.all([process.stdout, process.stderr].map(emptied));
  process.exit(code);
}

/** Whoever stops reading (`| head`) wants nothing more: that is no reason to wait. */
const emptied = (stream) =>
  new Promise((done) => {
    if (stream.writableLength === 0 || stream.destroyed) {
      done();
      return;
    }
    stream.once('error', done);
    stream.write('', done);
  });
