export { readablePassword } from './readable-password.js';
export { SESSION_DAYS, sessionEnd } from './session.js';
export { maySignIn, type Language, type Role, type User } from './user.js';
