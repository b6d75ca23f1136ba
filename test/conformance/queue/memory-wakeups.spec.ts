import { MemoryWakeups } from '../../../src/shared/platform/queue/memory-wakeups.js';
import { describeWakeups } from './wakeups.suite.js';

describeWakeups('memory', async () => {
  const wakeups = new MemoryWakeups();
  return { wakeups, wipe: async () => wakeups.flush(), close: async () => undefined };
});
