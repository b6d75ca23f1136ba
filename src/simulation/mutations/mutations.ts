import { ACCOUNT_MUTATIONS } from './account-mutations.js';
import { BUDGET_MUTATIONS } from './budget-mutations.js';
import { DECIDING_MUTATIONS } from './deciding-mutations.js';
import { HOLDING_MUTATIONS } from './holding-mutations.js';
import { LOSING_MUTATIONS } from './losing-mutations.js';
import { LOOKING_MUTATIONS } from './looking-mutations.js';
import type { Mutation } from './mutation.js';
import { PEOPLE_MUTATIONS } from './people-mutations.js';
import { POSITIONS_MUTATIONS } from './positions-mutations.js';
import { REPAIRING_MUTATIONS } from './repairing-mutations.js';
import { SENDING_MUTATIONS } from './sending-mutations.js';
import { SPOT_MUTATIONS } from './spot-mutations.js';
import { STORING_MUTATIONS } from './storing-mutations.js';
import { TALKING_MUTATIONS } from './talking-mutations.js';
import { TELLING_MUTATIONS } from './telling-mutations.js';
import { TIMING_MUTATIONS } from './timing-mutations.js';
import { VENUE_MUTATIONS } from './venue-mutations.js';
import { VERSION_MUTATIONS } from './version-mutations.js';
import { WAKING_MUTATIONS } from './waking-mutations.js';

/** Every planted fault. The first is the naive program: it must double orders, or the simulator is blind. */
export const MUTATIONS: readonly Mutation[] = [
  ...SENDING_MUTATIONS,
  ...LOOKING_MUTATIONS,
  ...STORING_MUTATIONS,
  ...HOLDING_MUTATIONS,
  ...REPAIRING_MUTATIONS,
  ...TIMING_MUTATIONS,
  ...WAKING_MUTATIONS,
  ...TELLING_MUTATIONS,
  ...TALKING_MUTATIONS,
  ...LOSING_MUTATIONS,
  ...ACCOUNT_MUTATIONS,
  ...BUDGET_MUTATIONS,
  ...POSITIONS_MUTATIONS,
  ...VENUE_MUTATIONS,
  ...SPOT_MUTATIONS,
  ...DECIDING_MUTATIONS,
  ...PEOPLE_MUTATIONS,
  ...VERSION_MUTATIONS,
];
