export { ACCOUNT_BRAKE, ADDRESS_BRAKE, attempt, type Brake, type BrakeTerms } from './brake.js';
export { LONGEST_PASSWORD, newPassword, SHORTEST_PASSWORD } from './new-password.js';
export { readablePassword } from './readable-password.js';
export { IDLE_DAYS, isRefreshable, isReuse, SESSION_DAYS, sessionEnd, type Session } from './session.js';
export { maySignIn, type Language, type Role, type User } from './user.js';
