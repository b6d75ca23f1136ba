import { HOLDING_MUTATIONS } from './holding-mutations.js';
import { LOOKING_MUTATIONS } from './looking-mutations.js';
import type { Mutation } from './mutation.js';
import { REPAIRING_MUTATIONS } from './repairing-mutations.js';
import { SENDING_MUTATIONS } from './sending-mutations.js';
import { STORING_MUTATIONS } from './storing-mutations.js';

/** Every planted fault. The first is the naive program: it must double orders, or the simulator is blind. */
export const MUTATIONS: readonly Mutation[] = [
  ...SENDING_MUTATIONS,
  ...LOOKING_MUTATIONS,
  ...STORING_MUTATIONS,
  ...HOLDING_MUTATIONS,
  ...REPAIRING_MUTATIONS,
];
