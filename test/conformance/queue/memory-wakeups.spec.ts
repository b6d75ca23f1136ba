import { MemoryWakeups } from '../../../src/shared/platform/queue/memory-wakeups.js';
import { describeWakeups } from './wakeups.suite.js';

describeWakeups('memory', async () => ({ wakeups: new MemoryWakeups(), close: async () => undefined }));
