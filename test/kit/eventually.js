/** Polls until `probe` answers something other than false, null or undefined; fails with its last answer or error. */
export async function eventually(probe, { timeoutMs = 10_000, everyMs = 20, what = 'the expected effect' } = {}) {
    const deadline = Date.now() + timeoutMs;
    let last;
    for (;;) {
        try {
            const answer = await probe();
            if (answer !== false && answer !== null && answer !== undefined)
                return answer;
            last = answer;
        }
        catch (error) {
            last = error;
        }
        if (Date.now() >= deadline) {
            throw new Error(`${what} did not come within ${timeoutMs} ms; last: ${String(last)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
}
//# sourceMappingURL=eventually.js.map