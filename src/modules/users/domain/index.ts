export { codeEnd, FAILURES_LAST_MS, linkCode, MAX_FAILURES, typedCode } from './link-code.js';
export { readablePassword } from './readable-password.js';
export { SESSION_DAYS, sessionEnd } from './session.js';
export { maySignIn, type Language, type Role, type User } from './user.js';
