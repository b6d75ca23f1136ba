#!/usr/bin/env node
/** Whether the program in this container should get requests: exit code 0 when /ready says so, else 1. */
const TIMEOUT_MS = 4_000;

async function answer() {
  const port = process.env.PORT || '3000';
  try {
    const { status } = await fetch(`http://127.0.0.1:${port}/ready`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return status === 200 ? null : `/ready answers ${status}`;
  } catch (error) {
    return `/ready does not answer (${error.cause?.code ?? error.name})`;
  }
}

const complaint = await answer();
if (complaint !== null) console.error(complaint);
process.exitCode = complaint === null ? 0 : 1;
