const EVERY_MS = { terminal: 1000, file: 15_000 };

/** One line for the person at the terminal; stdout is left to results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Says what is being done while it is done: one line with a running clock on a terminal, sparse lines elsewhere. */
export async function saying(label, work) {
  const terminal = process.stderr.isTTY === true;
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  process.stderr.write(terminal ? `${label} …` : `${label} …\n`);
  const tick = setInterval(
    () => process.stderr.write(terminal ? `\r${label} … ${seconds()} s` : `${label} … ${seconds()} s\n`),
    terminal ? EVERY_MS.terminal : EVERY_MS.file,
  );
  try {
    return await work();
  } finally {
    clearInterval(tick);
    if (terminal) process.stderr.write(`\r${label} … ${seconds()} s\n`);
  }
}
