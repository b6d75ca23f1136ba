export { ACCOUNT_BRAKE, ADDRESS_BRAKE, attempt, type Brake, type BrakeTerms } from './brake.js';
export { codeEnd, FAILURES_LAST_MS, linkCode, MAX_FAILURES, typedCode } from './link-code.js';
export { LONGEST_PASSWORD, newPassword, SHORTEST_PASSWORD } from './new-password.js';
export { readablePassword } from './readable-password.js';
export { IDLE_DAYS, isRefreshable, isReuse, SESSION_DAYS, sessionEnd, type Session } from './session.js';
export { maySignIn, type Language, type Role, type User } from './user.js';
