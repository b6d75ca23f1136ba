/**
 * Lets everything that is ready run: a tick comes when no promise is left to be settled. Unlike a turn of the event loop it asks the
 * system for nothing, and a simulated world waits for nothing outside of itself.
 */
export const breath = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
